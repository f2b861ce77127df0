-- The names of the calendars that can be written to, each a row.
on run argv
	set answer to ""
	with timeout of 30 seconds
		tell application "Calendar"
			repeat with aCalendar in (every calendar whose writable is true)
				set answer to answer & (name of aCalendar) & (character id 30)
			end repeat
		end tell
	end timeout
	return answer
end run
