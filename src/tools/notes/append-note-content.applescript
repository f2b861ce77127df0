-- Adds to the end of a note, unless it is locked or holds attachments, which rewriting could lose.
-- Parameters: its id; what to add, as HTML.
-- Result: "locked", "attachments", or the row "added", HTML of the note before, HTML and text of it now.
on run argv
	set {noteId, someHtml} to argv
	set cellEnd to character id 31
	with timeout of 60 seconds
		tell application "Notes"
			set theNote to note id noteId
			if password protected of theNote then return "locked"
			if (count attachments of theNote) > 0 then
				show theNote
				activate
				return "attachments"
			end if
			set oldHtml to body of theNote
			set body of theNote to oldHtml & someHtml
			return "added" & cellEnd & oldHtml & cellEnd & (body of theNote) & cellEnd & (plaintext of theNote)
		end tell
	end timeout
end run
