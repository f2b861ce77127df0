-- Shows a note.
-- Parameters: its id.
-- Result: the row "locked" or "open", its text.
on run argv
	with timeout of 60 seconds
		tell application "Notes"
			set theNote to note id (item 1 of argv)
			show theNote
			activate
			if password protected of theNote then return "locked" & (character id 31)
			return "open" & (character id 31) & (plaintext of theNote)
		end tell
	end timeout
end run
