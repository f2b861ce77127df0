-- Deletes a note; Notes keeps it in Recently Deleted for thirty days.
-- Parameters: its id.
-- Result: "deleted", or "gone" when it is not there any more.
on run argv
	set noteId to item 1 of argv
	with timeout of 60 seconds
		tell application "Notes"
			if not (exists note id noteId) then return "gone"
			if name of container of note id noteId is "Recently Deleted" then return "gone"
			delete note id noteId
			return "deleted"
		end tell
	end timeout
end run
