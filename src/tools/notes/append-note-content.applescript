-- Adds to the end of a note, unless it is locked or holds attachments, which rewriting could lose.
-- Parameters: its id; its HTML as it was last read; what to add, as HTML.
-- Result: "added", "locked", "attachments", or "changed" when its HTML is another by now.
on run argv
	set {noteId, oldHtml, someHtml} to argv
	with timeout of 60 seconds
		tell application "Notes"
			set theNote to note id noteId
			if password protected of theNote then return "locked"
			if (count attachments of theNote) > 0 then
				show theNote
				activate
				return "attachments"
			end if
			if body of theNote is not oldHtml then return "changed"
			set body of theNote to (body of theNote) & someHtml
			return "added"
		end tell
	end timeout
end run
