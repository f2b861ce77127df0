-- Deletes an event.
-- Parameters: name of its calendar; its id.
-- Result: "deleted", or "gone" when it is not there any more.
on run argv
	set {calendarName, anId} to argv
	with timeout of 60 seconds
		tell application "Calendar"
			set found to every event of (first calendar whose name is calendarName) whose uid is anId
			if found is {} then return "gone"
			delete item 1 of found
			return "deleted"
		end tell
	end timeout
end run
