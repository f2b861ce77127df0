-- The message that is selected in Mail.
-- Result: the row id, subject, sender, text; "" when none is selected.
on run argv
	with timeout of 30 seconds
		tell application "Mail"
			set chosen to selection
			if chosen is {} then return ""
			set theMessage to item 1 of chosen
			return (id of theMessage as text) & (character id 31) & (subject of theMessage) & (character id 31) & (sender of theMessage) & (character id 31) & (content of theMessage)
		end tell
	end timeout
end run
