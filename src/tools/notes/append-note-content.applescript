-- Adds to the end of a note, unless it is locked or holds attachments, which rewriting could lose.
-- Parameters: its id; what to add, as HTML.
-- Result: "added", "locked" or "attachments".
on run argv
	set {noteId, someHtml} to argv
	with timeout of 60 seconds
		tell application "Notes"
			set theNote to note id noteId
			if password protected of theNote then return "locked"
			if (count attachments of theNote) > 0 then
				show theNote
				activate
				return "attachments"
			end if
			set body of theNote to (body of theNote) & someHtml
			return "added"
		end tell
	end timeout
end run
