-- Opens a new message; nothing is sent.
-- Parameters: subject; text; names and addresses of the recipients, in two lists; the same of those in copy;
-- absolute paths of the attachments.
-- Result: the row subject, addresses of the recipients, of those in copy, text, as they are now in Mail.
on run argv
	set {aSubject, aText, toNames, toAddresses, ccNames, ccAddresses, somePaths} to argv
	set cellEnd to character id 31
	with timeout of 60 seconds
		tell application "Mail"
			set theMessage to make new outgoing message with properties {subject:aSubject, content:aText, visible:true}
			tell theMessage
				repeat with i from 1 to count toAddresses
					make new to recipient at end of to recipients with properties {name:item i of toNames, address:item i of toAddresses}
				end repeat
				repeat with i from 1 to count ccAddresses
					make new cc recipient at end of cc recipients with properties {name:item i of ccNames, address:item i of ccAddresses}
				end repeat
				repeat with aPath in somePaths
					tell content to make new attachment with properties {file name:(POSIX file (aPath as text))} at after last paragraph
				end repeat
			end tell
			activate
			set madeTo to address of to recipients of theMessage
			set madeCc to address of cc recipients of theMessage
			set AppleScript's text item delimiters to ", "
			set answer to (subject of theMessage) & cellEnd & (madeTo as text) & cellEnd & (madeCc as text) & cellEnd & (content of theMessage as text)
			set AppleScript's text item delimiters to ""
			return answer
		end tell
	end timeout
end run
