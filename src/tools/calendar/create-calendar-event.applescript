-- Makes an event and shows it.
-- Parameters: title; start and end, each {year, month, day, seconds since midnight}; whether it lasts all day;
-- location; notes; the calendar's name, or "" for the first that can be written to; minutes before the start at
-- which it alerts, or -1 for no alert.
-- Result: the row title, start and end as ISO text, location, notes, name of the calendar, id of the event, as they
-- are now in Calendar.
on run argv
	set {aTitle, startParts, endParts, allDay, aPlace, someNotes, calendarName, alertMinutes} to argv
	set startDate to my dateOf(startParts)
	set endDate to my dateOf(endParts)
	set cellEnd to character id 31
	with timeout of 60 seconds
		tell application "Calendar"
			if calendarName is "" then
				set theCalendar to first calendar whose writable is true
			else
				set theCalendar to first calendar whose name is calendarName and writable is true
			end if
			set newEvent to make new event at end of events of theCalendar with properties {summary:aTitle, start date:startDate, end date:endDate, allday event:allDay}
			set theId to uid of newEvent
			if aPlace is not "" then set location of newEvent to aPlace
			if someNotes is not "" then set description of newEvent to someNotes
			if alertMinutes ≥ 0 then make new display alarm at end of display alarms of newEvent with properties {trigger interval:-alertMinutes}
			-- asked of Calendar anew: what it kept, not what it was told
			set theEvent to event id theId of theCalendar
			show theEvent
			set startText to (start date of theEvent) as «class isot» as string
			set endText to (end date of theEvent) as «class isot» as string
			return (summary of theEvent) & cellEnd & startText & cellEnd & endText & my cell(location of theEvent) & my cell(description of theEvent) & cellEnd & (name of theCalendar) & cellEnd & theId
		end tell
	end timeout
end run

on cell(content)
	if content is missing value then return character id 31
	return (character id 31) & content
end cell

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
