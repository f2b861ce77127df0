-- Deletes an event.
-- Parameters: name of its calendar; its id.
-- Result: "deleted", or "gone" when it is not there any more.
on run argv
	set {calendarName, anId} to argv
	with timeout of 60 seconds
		tell application "Calendar"
			set theCalendar to first calendar whose name is calendarName
			if not (exists event id anId of theCalendar) then return "gone"
			delete event id anId of theCalendar
			return "deleted"
		end tell
	end timeout
end run
