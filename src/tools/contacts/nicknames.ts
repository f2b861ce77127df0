/** Short forms and the names they stand for, each line one family; the first is the full name. */
const families = `
alexander alex al sandy xander
alexandra alex lexi sandra
andrew andy drew
anthony tony
barbara barb babs
benjamin ben benny
catherine cathy kate katie kit
charles charlie chuck
christine chris chrissy tina
christopher chris topher
daniel dan danny
david dave davey
deborah deb debbie
dorothy dot dottie
edward ed eddie ted teddy
elizabeth liz lizzie beth betty eliza libby
francis frank
frederick fred freddie
gabriel gabe
gerald gerry jerry
gregory greg
henry harry hank
isabella isabel bella izzy
jacob jake
james jim jimmy jamie
jennifer jen jenny
jessica jess jessie
john johnny jack
jonathan jon jonny
joseph joe joey
joshua josh
katherine kathy kate katie kat
kenneth ken kenny
lawrence larry
leonard leo len lenny
margaret maggie meg peggy
matthew matt
michael mike mikey mick
mohammed mo
nathaniel nathan nate
nicholas nick nicky
patricia pat patty trish
patrick pat paddy
peter pete
philip phil
rebecca becca becky
richard rich rick dick
robert rob robbie bob bobby
ronald ron ronnie
samantha sam
samuel sam sammy
stephen steve stevie
steven steve stevie
susan sue susie
theodore ted teddy theo
theresa terry tess
thomas tom tommy
timothy tim timmy
victoria vicky tori
vincent vince vinny
william will bill billy liam
zachary zach zack`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

/** Whether one of two first names is a short form of the other, or both are of a third. Given folded. */
export const sameFamily = (a: string, b: string): boolean =>
  families.some((family) => family.includes(a) && family.includes(b));
