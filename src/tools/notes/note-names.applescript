-- The names of all notes, each a row.
on run argv
	with timeout of 30 seconds
		tell application "Notes" to set allNames to name of every note
	end timeout
	set AppleScript's text item delimiters to character id 30
	set answer to allNames as text
	set AppleScript's text item delimiters to ""
	return answer
end run
