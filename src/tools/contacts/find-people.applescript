-- People whose name, nickname or organization contains a text.
-- Parameters: the text.
-- Result: for each person a row "person", name, first name, nickname, organization,
-- then a row "phone" or "email", label, value for each of theirs.
on run argv
	set wanted to item 1 of argv
	set rowEnd to character id 30
	set answer to ""
	with timeout of 30 seconds
		tell application "Contacts"
			set found to every person whose name contains wanted or nickname contains wanted or organization contains wanted
			repeat with aPerson in found
				set answer to answer & "person" & my cell(name of aPerson) & my cell(first name of aPerson) & my cell(nickname of aPerson) & my cell(organization of aPerson) & rowEnd
				repeat with aPhone in phones of aPerson
					set answer to answer & "phone" & my cell(label of aPhone) & my cell(value of aPhone) & rowEnd
				end repeat
				repeat with anEmail in emails of aPerson
					set answer to answer & "email" & my cell(label of anEmail) & my cell(value of anEmail) & rowEnd
				end repeat
			end repeat
		end tell
	end timeout
	return answer
end run

on cell(content)
	if content is missing value then return character id 31
	return (character id 31) & content
end cell
