-- Opens a reply to the selected message, or passes it on; nothing is sent.
-- Parameters: "reply" or "forward"; names and addresses of the recipients, in two lists (none for a reply, which has
-- its own); the same of those in copy; absolute paths of the attachments.
-- Result: the row subject, number of attachments that could not be added, addresses of the recipients, of those in copy.
-- What a script writes into such a message Mail drops, so its text is left to the clipboard.
on run argv
	set {aKind, toNames, toAddresses, ccNames, ccAddresses, somePaths} to argv
	set missed to 0
	with timeout of 60 seconds
		tell application "Mail"
			set chosen to selection
			if aKind is "reply" then
				set theMessage to reply (item 1 of chosen) opening window yes
			else
				set theMessage to forward (item 1 of chosen) opening window yes
			end if
			tell theMessage
				repeat with i from 1 to count toAddresses
					make new to recipient at end of to recipients with properties {name:item i of toNames, address:item i of toAddresses}
				end repeat
				repeat with i from 1 to count ccAddresses
					make new cc recipient at end of cc recipients with properties {name:item i of ccNames, address:item i of ccAddresses}
				end repeat
				repeat with aPath in somePaths
					try
						tell content to make new attachment with properties {file name:(POSIX file (aPath as text))} at after last paragraph
					on error
						set missed to missed + 1
					end try
				end repeat
			end tell
			activate
			set madeTo to address of to recipients of theMessage
			set madeCc to address of cc recipients of theMessage
			set AppleScript's text item delimiters to ", "
			set answer to (subject of theMessage) & (character id 31) & (missed as text) & (character id 31) & (madeTo as text) & (character id 31) & (madeCc as text)
			set AppleScript's text item delimiters to ""
			return answer
		end tell
	end timeout
end run
