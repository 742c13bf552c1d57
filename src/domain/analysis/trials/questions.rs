use crate::domain::analysis::{Asked, asked};

/// `text` is one sentence that asks so.
#[track_caller]
fn check(expected: Option<Asked>, texts: &[&str]) {
    for text in texts {
        assert_eq!(asked(text, "en"), [expected], "{text}");
    }
}

#[test]
fn what_cannot_be_answered_with_yes_no_or_a_fact_is_open() {
    check(
        Some(Asked::Open),
        &[
            "What happens when a supplier is late?",
            "So, um, how do you plan that today?",
            "And why is that?",
            "Which parts of it would you keep?",
            "Can you walk me through a normal Monday?",
            "Could you tell me a little more about that?",
            "Dana, how do you decide what to reorder?",
            "What's behind that?",
            "In what way does it slow you down?",
            "Wh-what makes you say that?",
            "Where do orders get stuck?",
            "What kind of reports do your planners trust?",
            "And then you check it how?",
            "Such as?",
            "How come?",
        ],
    );
}

#[test]
fn a_request_to_tell_is_open_without_a_question_mark() {
    check(
        Some(Asked::Open),
        &[
            "Tell me about the second site.",
            "So walk me through that.",
            "Help me understand how the two fit together.",
            "Okay, describe what a bad week looks like.",
            "I'm curious how you got there.",
            "I'd love to hear more about that.",
            "I was wondering what you make of it.",
        ],
    );
    check(None, &["They tell me about it every week.", "You can tell me tomorrow.", "She told me about it."]);
}

#[test]
fn what_asks_for_yes_no_or_a_fact_is_closed() {
    check(
        Some(Asked::Closed),
        &[
            "Do you use a spreadsheet for that?",
            "How many sites are there?",
            "How long has that been an issue?",
            "What time works on Thursday?",
            "When do you want to go live?",
            "Which one did you pick?",
            "You have two sites?",
            "How about Thursday?",
            "Is it the planners or the buyers?",
            "What's your email?",
            "Can you tell me how many planners there are?",
            "I was wondering if you'd be open to that.",
            "Who signs it off?",
        ],
    );
}

#[test]
fn a_missing_question_mark_does_not_hide_a_question() {
    check(Some(Asked::Open), &["So how would you know.", "What do you do with the rest.", "In terms of the depot, what are you seeing."]);
    check(Some(Asked::Closed), &["Do you see the same thing in Lyon.", "Would it be okay if we look at that."]);
}

#[test]
fn a_statement_that_begins_like_a_question_is_none() {
    check(
        None,
        &[
            "What we do is we print it.",
            "What stayed with me was your last line.",
            "How you plan is up to you.",
            "When you call us, we answer.",
            "It does, it does help.",
            "This is the band, which is your forecast.",
            "Is it.",
            "Have a good day.",
            "What a week.",
            "That's how they do it.",
            "Do the rest tomorrow.",
        ],
    );
}

#[test]
fn tags_courtesies_and_noises_stand_apart() {
    check(
        Some(Asked::Tag),
        &[
            "You do it by hand, right?",
            "That hurts, doesn't it?",
            "Does that make sense?",
            "Makes sense?",
            "It runs at night, okay?",
            "You re-key all of it right?",
            "It runs at night, isn't that right?",
        ],
    );
    // A whole clause that asks whether something is so is a question, not a tag.
    check(Some(Asked::Closed), &["Is that right?", "You have two sites, is that correct?"]);
    check(
        Some(Asked::Courtesy),
        &["How are you?", "Hi Dana, how are you doing today?", "Can you hear me all right?", "How was your weekend?"],
    );
    check(Some(Asked::BackChannel), &["Really?", "Okay?", "Oh, yeah?", "Did you?", "Sorry?", "And?"]);
    // A real question keeps its kind with a tag behind it.
    check(Some(Asked::Open), &["How do you plan that, right?"]);
    check(Some(Asked::Open), &["How are you planning that?"]);
}

/// What is asked in `text`, a breath without punctuation.
#[track_caller]
fn check_bare(text: &str, expected: &[Asked]) {
    assert_eq!(asked(text, "en").into_iter().flatten().collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn without_any_punctuation_turned_words_ask() {
    for text in [
        "okay great so how do you handle the orders today",
        "we talked about that last week what would you change",
        "yeah what what makes you say that",
        "that is helpful thanks anything else",
        "so what would help your planners the most",
        "what kind of weekly reports do you look at",
    ] {
        check_bare(text, &[Asked::Open]);
    }
    for text in [
        "we can go over the numbers again would that work for you",
        "it ships on tuesday have you tried that already",
        "thanks for the overview how many sites would that be",
        "i was just wondering if you had a minute for that",
        "you have two sites is that right",
        "will do is there anything else i should check before friday",
    ] {
        check_bare(text, &[Asked::Closed]);
    }
}

#[test]
fn without_any_punctuation_each_question_of_a_breath_is_its_own() {
    check_bare("so what do you do today and would you change it how did you get there", &[Asked::Open, Asked::Closed, Asked::Open]);
}

#[test]
fn without_any_punctuation_statements_stay_statements() {
    for text in [
        "that is how we have always done it on this side of the business",
        "what we do is we print the list every morning",
        "the problem is that nobody trusts the forecast",
        "so it is something we look at every week",
        "i know what you mean and that is what they do you know",
        "which is the one we use in lyon today",
        "i am glad to have you here with us",
    ] {
        check_bare(text, &[]);
    }
}

#[test]
fn other_languages_ask_too() {
    assert_eq!(asked("Wie planen Sie das heute?", "de"), [Some(Asked::Open)]);
    assert_eq!(asked("Wie viele Lager haben Sie?", "de"), [Some(Asked::Closed)]);
    assert_eq!(asked("Das ist viel Arbeit, oder?", "de"), [Some(Asked::Tag)]);
    assert_eq!(asked("¿Cómo lo hacen hoy?", "es"), [Some(Asked::Open)]);
    assert_eq!(asked("¿Cuántos almacenes tienen?", "es"), [Some(Asked::Closed)]);
    assert_eq!(asked("Comment gérez-vous les commandes ?", "fr"), [Some(Asked::Open)]);
    assert_eq!(asked("Combien de sites avez-vous ?", "fr"), [Some(Asked::Closed)]);
    // Without a list the mark alone asks.
    assert_eq!(asked("Jak to planujecie?", "pl"), [Some(Asked::Closed)]);
}

#[test]
fn who_asks_for_an_address_or_a_number_asks_for_a_fact() {
    for text in ["What's his email?", "What is her surname?", "And what's the site's postcode?", "What's your mobile number?"] {
        assert_eq!(asked(text, "en"), [Some(Asked::Closed)], "{text}");
    }
    assert_eq!(asked("What's her view of that?", "en"), [Some(Asked::Open)]);
}

#[test]
fn what_is_said_on_a_condition_or_told_of_somebody_asks_nothing() {
    check(
        None,
        &[
            "Should you want the old forms back, just shout.",
            "Had we known that in spring, we would have kept the lorry.",
            "Which is the part that keeps the bakers up.",
            "My sister asked me, how do you still bake in August?",
            "I'd like to hear it from him.",
            "What I've got is a list of ovens.",
            "Where we've landed is two ovens and a proofer.",
            "And what I'd suggest is the smaller one, you keep the rest.",
            "She bakes, what is it, brioche.",
        ],
    );
    for text in
        ["Dann müssen Sie das dem Bäcker sagen.", "Machen Sie das ruhig am Montag.", "Sollten Sie noch Mehl brauchen, rufen Sie an."]
    {
        assert_eq!(asked(text, "de"), [None], "{text}");
    }
}

#[test]
fn the_shortest_questions_and_requests_are_open() {
    check(
        Some(Asked::Open),
        &[
            "Like what?",
            "And then?",
            "And then what?",
            "Meaning?",
            "Any idea what a cold oven costs you?",
            "Talk to me about the flour.",
            "Give me an example.",
            "what happens after that",
            "Compared with what, the old oven?",
        ],
    );
    check(Some(Asked::Closed), &["Any idea how many that is?", "And then would you show it to the bakers?", "Which oven?"]);
    assert_eq!(asked("Und dann?", "de"), [Some(Asked::Open)]);
    assert_eq!(asked("¿Como qué?", "es"), [Some(Asked::Open)]);
    assert_eq!(asked("Et le four, vous l'avez changé pourquoi, à ce moment-là ?", "fr"), [Some(Asked::Open)]);
    assert_eq!(asked("Welcher Ofen?", "de"), [Some(Asked::Closed)]);
}

#[test]
fn what_offers_an_answer_or_asks_for_a_price_is_closed() {
    check(Some(Asked::Closed), &["What were you paying before, about nine?", "What's the current rent, if you don't mind?"]);
    assert_eq!(asked("Wie sieht's nächsten Dienstag aus?", "de"), [Some(Asked::Closed)]);
    assert_eq!(asked("Passt das, oder haben Sie noch was, was unbedingt rein muss?", "de"), [Some(Asked::Closed)]);
    assert_eq!(asked("¿Qué le parece si le mando la lista?", "es"), [Some(Asked::Closed)]);
}

#[test]
fn greetings_and_what_the_screen_shows_are_courtesies() {
    check(
        Some(Asked::Courtesy),
        &[
            "How are we doing today?",
            "How's the weather over there?",
            "What I have is, um, wait, can you see the slide?",
            "What else can I show you?",
        ],
    );
    assert_eq!(asked("Ja guten Tag, wie geht's Ihnen denn heute?", "de"), [Some(Asked::Courtesy)]);
    assert_eq!(asked("Hola, Bruno, ¿cómo andás?", "es"), [Some(Asked::Courtesy)]);
}
