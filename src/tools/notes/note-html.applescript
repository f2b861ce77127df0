-- The HTML of a note; "" of a locked one.
-- Parameter: its id.
on run argv
	set {noteId} to argv
	with timeout of 30 seconds
		tell application "Notes"
			set theNote to note id noteId
			if password protected of theNote then return ""
			return body of theNote
		end tell
	end timeout
end run
