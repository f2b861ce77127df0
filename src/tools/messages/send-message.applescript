-- Sends a text message at once, to each person alone.
-- Parameters: the text; the numbers or addresses.
on run argv
	set {aText, someHandles} to argv
	with timeout of 60 seconds
		tell application "Messages"
			set theAccount to 1st account whose service type = iMessage
			repeat with aHandle in someHandles
				send aText to participant (aHandle as text) of theAccount
			end repeat
		end tell
	end timeout
end run
