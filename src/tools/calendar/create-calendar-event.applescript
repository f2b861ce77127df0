-- Makes an event and shows it.
-- Parameters: title; start and end, each {year, month, day, seconds since midnight}; whether it lasts all day;
-- location; notes; the calendar's name, or "" for the first that can be written to.
-- Result: the row title, name of the calendar, id of the event, as they are now in Calendar.
on run argv
	set {aTitle, startParts, endParts, allDay, aPlace, someNotes, calendarName} to argv
	set startDate to my dateOf(startParts)
	set endDate to my dateOf(endParts)
	with timeout of 60 seconds
		tell application "Calendar"
			if calendarName is "" then
				set theCalendar to first calendar whose writable is true
			else
				set theCalendar to first calendar whose name is calendarName and writable is true
			end if
			set theEvent to make new event at end of events of theCalendar with properties {summary:aTitle, start date:startDate, end date:endDate, allday event:allDay}
			if aPlace is not "" then set location of theEvent to aPlace
			if someNotes is not "" then set description of theEvent to someNotes
			show theEvent
			return (summary of theEvent) & (character id 31) & (name of theCalendar) & (character id 31) & (uid of theEvent)
		end tell
	end timeout
end run

-- day 1 first: on the 31st, setting the month alone would roll over
on dateOf(parts)
	set aDate to current date
	set day of aDate to 1
	set year of aDate to item 1 of parts
	set month of aDate to item 2 of parts
	set day of aDate to item 3 of parts
	set time of aDate to item 4 of parts
	return aDate
end dateOf
