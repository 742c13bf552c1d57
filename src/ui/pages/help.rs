//! How it works. Says only what is there. Address: `/help/`.

use leptos::prelude::*;

use crate::domain::analysis;
use crate::domain::scorecard::grade::GRADES;

/// The help page.
#[component]
pub fn HelpPage() -> impl IntoView {
    let grades = GRADES.iter().map(|it| view! { <tr><th scope="row">{it.letter.to_string()}</th><td class="num">{it.from} " and more"</td><td>{it.says} ": " {it.means}</td></tr> }).collect_view();
    let metrics =
        analysis::definitions().map(|(label, definition)| view! { <div><dt>{label}</dt><dd>{definition}</dd></div> }).collect_view();
    view! {
        <header class="page-head">
            <h1>"Help"</h1>
        </header>
        <section class="panel prose">
            <h2>"From a transcript to a shared scorecard"</h2>
            <ol>
                <li>"Drop a transcript anywhere: WebVTT, SRT, Word, a table, JSON, or plain text with names before what they say. Or paste it on the page “Open a file”."</li>
                <li>"Say once which voices are ours and who the rep is. The next time they are known. The language is told by the words; it can be changed under “Edit details”, and the word lists follow it."</li>
                <li>"Where the recorder took one voice for another, or named nobody, click the name beside the words, or press T. In that dialog a digit gives the turn to a voice and goes on to the next. Names and sides are changed in the call's details; two voices that get one name can be made one there. Where the same voice stood in other calls as it stood in this one, what you put right can be said there too, all at once."</li>
                <li>"Score item by item; with the first answer you say once who you are. A suggestion shows the quotes it rests on; it is no score until you accept it. Accept or A takes it with all its quotes, and so does Enter where it is more than a hint. A digit, or a click on points, is your own judgement, also where it gives what is suggested: it keeps the quotes you have gone to on that call, and the one shown beside the item only where your points are about those suggested. The talk ratio is computed; you can overrule it."</li>
                <li>"Select words in the transcript and drag them onto an item, or attach them there: that is the evidence. Where an item asks for words of one side and only the other is heard, it says so. On a narrow screen words and card are two tabs; each goes on where you left it."</li>
                <li>"Press words of the transcript to stand there. Say something at that moment with C, keep it for the session with M. Comments go on after the card is submitted, and are answered beside the words."</li>
                <li>"Choose one focus, submit. A submitted card does not change any more; the focus is followed on the rep's page and at the head of the next cards."</li>
                <li>"W leads to the next call that waits for your score, F and B through the list you came from. Filter the list first to say which calls those are."</li>
                <li>"A rep can dispute the manager's card: other values, why, and the words that show it. Whoever scored it takes them or not; what was submitted is kept and shown."</li>
                <li>"Let somebody else score the call too, as a peer or to calibrate. Their card stands beside the manager's and never changes the score; of several manager's cards the one submitted last counts, and the others stay in reach."</li>
                <li>"Below the items a call can also be looked at by a diagnostic or a check of a method. Such a card stands beside the score, too, and does not count as having scored first."</li>
                <li>"A pack to calibrate by is made in the list of calls or on a card: whoever opens it scores each call on a card of their own and hands it back, to be compared side by side. While that card is open, nobody else's card of the call is shown."</li>
                <li>"Share the card as a file that opens in another Callcraft, as a page, as Markdown, on paper, or as a few lines for a note."</li>
            </ol>
        </section>
        <section class="panel prose">
            <h2>"How far to rely on a suggestion"</h2>
            <p>"“Suggested 5” is plain in the words. “Likely 4” should hold; listen to the moments. “Perhaps 1 to 3” is a hint: the words point somewhere there, and which of them it is takes a person. Where not even that can be said, no points are suggested. On 19 calls in four languages, judged by hand before the rules were run on them and before any rule was made by them, what was likely met the judge in more than nine of ten (on 76 earlier ones in nearly four of five), and more than four of five hints had some of the judge's points in their range. Read beside the call by a second judge, seven suggestions in ten would stand before a rep and one in seven would not, mostly for a thing said plainly that was not heard, or a quote that shows something else. So open the quotes before you accept."</p>
        </section>
        <section class="panel prose">
            <h2>"How scores add up"</h2>
            <p>"The total is what was earned of the points that apply, in percent. N/A takes an item out of the count and needs a reason; 0 points is not N/A. With nothing applicable there is no score. A card with less than 70% of the points applicable is partial and stays out of averages."</p>
            <table class="plain">
                <tbody>{grades}</tbody>
            </table>
            <p>"Averages take in the last 10 calls that were picked by chance, and always show how sure they are: 57 ± 6 means that the true average very likely lies between 51 and 63. Calls somebody picked by hand are shown but not counted."</p>
        </section>
        <section class="panel prose">
            <h2>"What is measured"</h2>
            <dl class="defs">{metrics}</dl>
            <p>"Click a number above the timeline to see its arithmetic; how turns are joined and what shares of speech are counted against can be changed there, for every call. What the file's times do not allow is called not measurable, never 0. What the words are searched for stands under Signals: open a rule, try it on your calls, and say which hits are right: how often it is right then stands beside it. Under its hits stand near misses: mark those it should find, and you see how many it finds. A list that comes with Callcraft can be switched off there for the whole team."</p>
        </section>
        <section class="panel prose">
            <h2>"Where your data is"</h2>
            <p>"In this browser profile, and in the files you save. The page sends nothing anywhere after it has loaded. “Saved 14:03” means that the browser has confirmed the write; what it refuses stays on the page and is tried again."</p>
            <p>"If the browser loses the data, the next start tells you and offers the latest snapshot, with your signals and views. If you clear the site's data, the snapshots go too: save a backup file on the Data page, open or closed with a passphrase, or choose a folder for them. What you delete waits in the trash there for 30 days."</p>
        </section>
        <section class="panel prose">
            <h2>"Files from hand to hand"</h2>
            <p>"Hand over one call, the calls you select in the list, a rep with all calls, or a rubric. What is inside, and which names, is told before the file is saved; names can be left out, and a passphrase closes the file. Whoever opens it sees first what would be new, newer, older or changed on both sides. Nothing here is replaced by something older, nothing is deleted because a file lacks it, and a file that was opened can be taken back for 30 days, on the Data page. Somebody in it who has the name of somebody here is asked about, and where nobody has said who uses this copy, you are asked who you are."</p>
            <p>"Where the same thing was changed here and in the file, both versions are kept, and the Data page shows them side by side until you choose."</p>
            <p>"What is about one person can be saved, or erased for ever, on the Data page: where the name stands is shown first, so that words spelt like it can stay. Files opened later do not bring back what was erased. Somebody who stands here twice is made one under Remove on their page, where a person of whom nothing speaks can also be deleted."</p>
        </section>
        <section class="panel prose">
            <h2>"Recordings"</h2>
            <p>"A recording stays where it is on your disk: pick it on the call's page, or drop it on the player. Where the browser can, it opens the file again after a reload, or after one click. A copy is kept in this browser only if you ask for one on the call; the Data page lists them. If somebody declined to be recorded, the call takes notes only."</p>
        </section>
        <section class="panel prose">
            <h2>"Without a network, and new versions"</h2>
            <p>"After the first visit Callcraft opens without a network. Most browsers can install it as an app, from the address bar or their menu; an installed app's data is also safer from being cleared. When a new version is ready, a line at the top says so: it waits until you reload, and until then this page goes on as it is."</p>
        </section>
        <section class="panel prose">
            <h2>"Keys on a call"</h2>
            <p>"Press ? on a call for the list. They can be turned off there. The shortest way through a card: U goes to the next open item, Enter takes what is suggested and goes on, a digit gives points. A hint (perhaps 1 to 3) is not taken in passing: a digit says which points you give, or A takes those that stand at Accept. The words follow the item in hand to its first moment; G goes to the next one."</p>
        </section>
    }
}
