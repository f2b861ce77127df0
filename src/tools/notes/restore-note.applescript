-- Gives a note the text back that it had, unless it was changed in the meantime.
-- Parameters: its id; its HTML as we left it; its HTML as it was before.
-- Result: "restored", "changed", or "gone" when it is not there any more.
on run argv
	set {noteId, leftAs, oldHtml} to argv
	with timeout of 60 seconds
		tell application "Notes"
			if not (exists note id noteId) then return "gone"
			set theNote to note id noteId
			considering case, diacriticals and white space
				if body of theNote is not leftAs then return "changed"
			end considering
			set body of theNote to oldHtml
			return "restored"
		end tell
	end timeout
end run
