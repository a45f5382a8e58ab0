//! Sentences of our own, each with the facts that a reader would underline.

use super::*;
use crate::text;

/// The facts of a story of plain paragraphs, published on a Wednesday.
fn facts(printed: &str, published: Option<&str>, language: &'static Language) -> (String, Facts) {
    let mut article = text::tests::story(printed, language);
    article.metadata.published = published.map(str::to_owned);
    let text = text::segment(&article, language);
    let facts = find(&article, &text, &Names::default(), language);
    (article.text, facts)
}

/// The tables show what was found in the order of the text.
fn in_order<T>(found: &[T], start: impl Fn(&T) -> usize) -> Vec<&T> {
    let mut found: Vec<&T> = found.iter().collect();
    found.sort_by_key(|item| start(item));
    found
}

/// `words=value` of every date, joined with " | ".
fn dates(printed: &str, published: Option<&str>, language: &'static Language) -> String {
    let (text, facts) = facts(printed, published, language);
    let date = |date: &Date| format!("{}={}", &text[date.span.clone()], date.value.as_deref().unwrap_or("?"));
    in_order(&facts.dates, |date| date.span.start).into_iter().map(date).collect::<Vec<_>>().join(" | ")
}

/// `words=value unit (about)` of every number, joined with " | ".
fn numbers(printed: &str) -> String {
    let (text, facts) = facts(printed, Some("2024-02-28"), Language::fallback());
    let number = |number: &Number| {
        let value = (number.value * 1000.0).round() / 1000.0;
        let unit = number.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
        let about =
            number.about.as_ref().map_or(String::new(), |about| format!(" ({})", &text[about.clone()]));
        format!("{}={value}{unit}{about}", &text[number.span.clone()])
    };
    in_order(&facts.numbers, |number| number.span.start)
        .into_iter()
        .map(number)
        .collect::<Vec<_>>()
        .join(" | ")
}

/// Checks a table and prints every line of it that differs, so that one run shows all.
fn check(table: &[(&str, &str)], read: impl Fn(&str) -> String) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(printed, expected)| {
            let got = read(printed);
            (got != *expected).then(|| format!("{printed}\n  wanted {expected}\n  got    {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn dates_count_from_the_day_of_publication() {
    let table = [
        ("The mayor resigned on Wednesday.", "Wednesday=2024-02-28"),
        ("The vote was held Tuesday.", "Tuesday=2024-02-27"),
        ("She is set to travel to Oslo on Thursday.", "Thursday=2024-02-29"),
        ("He will speak on Monday morning.", "Monday morning=2024-03-04TMO"),
        (
            "They met last Friday and will meet next Tuesday.",
            "last Friday=2024-02-23 | next Tuesday=2024-03-05",
        ),
        ("The law passed yesterday.", "yesterday=2024-02-27"),
        ("They will appeal Tuesday's ruling.", "Tuesday=2024-02-27"),
        ("The fair is on April 24 and 25.", "April 24=2024-04-24 | 25=2024-04-25"),
        ("The fair is on 24 and 25 April.", "24=2024-04-24 | 25 April=2024-04-25"),
        ("It rained on Nov. 3, 4 and 5, 2022.", "Nov. 3=2022-11-03 | 4=2022-11-04 | 5, 2022=2022-11-05"),
        ("On Feb. 24 and 25 people came.", "Feb. 24=2024-02-24"),
        ("It is to be ready by year's end.", "year's end=2024"),
        ("It is to close around year end.", "year end=2024"),
        ("Shares fell since year-end.", "year-end=2023-12-31"),
        ("Rents rose last month.", "last month=2024-01"),
        ("The bridge is to open on Monday.", "Monday=2024-03-04"),
        ("She is likely to stand in November.", "November=2024-11"),
        ("Prices fell earlier this year.", "earlier this year=2024"),
        ("The bridge closed two weeks ago.", "two weeks ago=2024-W07"),
        ("Three days later it opened again.", "Three days later=?"),
        (
            "It shut on Monday. Two days later it opened again.",
            "Monday=2024-02-26 | Two days later=2024-02-28",
        ),
        ("It opened in 2001. The following year it closed.", "2001=2001 | The following year=2002"),
        ("She came on 3 May 2019. The next day she left.", "3 May 2019=2019-05-03 | The next day=2019-05-04"),
        (
            "Profit fell in the third quarter of 2023 from a year earlier.",
            "the third quarter of 2023=2023-Q3 | a year earlier=2022-Q3",
        ),
        ("In January this year it froze.", "January this year=2024-01"),
        ("The reduced fee is payable Jan. 2.", "Jan. 2=2024-01-02"),
        ("She will succeed Ann Orr Jan. 5.", "Jan. 5=2025-01-05"),
        ("The council agreed to buy the quay in June.", "June=2024-06"),
        ("The council bought the quay in June.", "June=2023-06"),
        ("The union accepted a pay deal effective June 1.", "June 1=2024-06-01"),
        ("The bank extended the loan through May.", "May=2024-05"),
        ("The society has until September to find a shed.", "September=2024-09"),
        ("The miller could not be reached Tuesday.", "Tuesday=2024-02-27"),
        ("The March storm closed the quay.", "March=2023-03"),
        ("She said that Weeks had asked for it.", ""),
        ("They met on the last Friday of May.", "the last Friday of May=2023-05-26"),
        ("They will meet on the first Monday of April.", "the first Monday of April=2024-04-01"),
        ("It opened on the third Sunday of June 2019.", "the third Sunday of June 2019=2019-06-16"),
        ("The mill burned in nineteen ninety-six.", "nineteen ninety-six=1996"),
        ("It opened in January nineteen seventy.", "January nineteen seventy=1970-01"),
        (
            "She came on 3 May 2019. Later in the day she left.",
            "3 May 2019=2019-05-03 | Later in the day=2019-05-03",
        ),
        ("The bishop spoke in his Sunday Mass.", "Sunday=2024-02-25"),
        ("Sales for the full year fell.", "the full year=2024"),
        ("It was built for the year two thousand.", "year two thousand=2000"),
        ("Earlier in the day he had left.", "Earlier in the day=2024-02-28"),
        ("He was told the plan on Dec. 21.", "Dec. 21=2023-12-21"),
        ("The fees are to be paid by May 3.", "May 3=2024-05-03"),
        ("The vote is on Nov. 5.", "Nov. 5=2024-11-05"),
        ("The rule takes effect in July.", "July=2024-07"),
        ("He wrote on Thursday, April 25:", "Thursday, April 25=2024-04-25"),
        ("The fair runs from March 3-5.", "March 3-5=2024-03-03"),
        (
            "They met on Christmas Eve and last Thanksgiving.",
            "Christmas Eve=2023-12-24 | last Thanksgiving=2023-11-23",
        ),
        ("The shop is shut on Easter Monday.", "Easter Monday=2024-04-01"),
        ("Sales fell in the first half of 2023.", "the first half of 2023=2023-H1"),
        ("Sales fell in the first nine months of the year.", "the first nine months=P9M | the year=2024"),
        ("They met over the weekend.", "the weekend=2024-W08-WE"),
        ("In the past hours the river rose.", "the past hours=PTXH"),
        ("In the run-up to the 2024 elections it rained.", "2024=2024"),
        ("The 1996 festival and the two-week strike.", "1996=1996 | two-week=P2W"),
        ("It waited 2 1/2 years, then for months.", "2 1/2 years=P2.5Y | months=PXM"),
        ("It snowed on Feb. 3.", "Feb. 3=2024-02-03"),
        ("It rained in January.", "January=2024-01"),
        ("It flooded in November.", "November=2023-11"),
        ("The fair will open in May.", "May=2024-05"),
        ("The deal was signed on 12 October 2019.", "12 October 2019=2019-10-12"),
        ("Born on March 5, 1971, he left in 1999.", "March 5, 1971=1971-03-05 | 1999=1999"),
        ("In the 1990s the mill closed.", "the 1990s=199"),
        ("Sales rose in the third quarter of 2023.", "the third quarter of 2023=2023-Q3"),
        ("They lived there for several years.", "several years=PXY"),
        ("The talks lasted two and a half hours.", "two and a half hours=PT2.5H"),
        ("A 10-year contract was signed.", "10-year=P10Y"),
        ("The bus runs every day.", "every day=P1D"),
        ("The train leaves at 9:30 p.m. on Friday.", "9:30 p.m. on Friday=2024-02-23T21:30"),
        ("Fighting went on in the 19th century.", "the 19th century=18"),
        ("By the end of 2025 it will be done.", "the end of 2025=2025"),
        ("In the summer of 2022 it burned.", "the summer of 2022=2022-SU"),
        ("On 2024-01-31 the office shut.", "2024-01-31=2024-01-31"),
    ];
    check(&table, |printed| dates(printed, Some("2024-02-28T10:15:00Z"), Language::fallback()));
}

#[test]
fn dates_count_from_what_is_to_come_and_from_what_was_named() {
    let table = [
        ("The change since year-end is small.", "year-end=2023-12-31"),
        ("The rule is to hold as it has since Monday.", "Monday=2024-02-26"),
        ("He set Friday as the deadline.", "Friday=2024-02-23"),
        ("The talks were put off until Monday.", "Monday=2024-03-04"),
        ("She could be back as early as Friday.", "Friday=2024-03-01"),
        ("They heard orders for March contracts.", "March=2024-03"),
        ("He announced an agreement to buy the mill in January.", "January=2025-01"),
        ("It is to be held on Election Day.", "Election Day=2024-11-05"),
        (
            "It shut on Friday, Feb. 16. The previous Friday it had flooded.",
            "Friday, Feb. 16=2024-02-16 | The previous Friday=2024-02-09",
        ),
        ("The terms end on May 3. Until then the stock stays.", "May 3=2024-05-03 | then=2024-05-03"),
        (
            "It burned on Feb. 20. The next morning it rained.",
            "Feb. 20=2024-02-20 | The next morning=2024-02-21TMO",
        ),
        (
            "Profit fell in the third quarter of 2023. Sales rose. Nobody left. It has 40 shops, up from 30 a year ago.",
            "the third quarter of 2023=2023-Q3 | a year ago=2023",
        ),
    ];
    check(&table, |printed| dates(printed, Some("2024-02-28T10:15:00Z"), Language::fallback()));
}

#[test]
fn words_that_only_look_like_dates_are_none() {
    let table = [
        ("They may march on.", ""),
        ("On \"This Week\" he spoke.", ""),
        ("A second group left.", ""),
        ("He hosts Saturday Night Live.", ""),
        ("They led with 4:52 left.", ""),
        ("Every one of the players of the year came.", ""),
        ("The Sunday Times has the second part.", ""),
        ("About 2000 people came.", ""),
        ("May was late for work.", ""),
        ("He led the March on the capital.", ""),
        ("The 54-year-old coach won.", ""),
        ("The fall of the wall moved them.", ""),
    ];
    check(&table, |printed| dates(printed, Some("2024-02-28"), Language::fallback()));
}

#[test]
fn without_a_day_of_publication_only_full_dates_are_resolved() {
    let table = [
        ("He left on Wednesday.", "Wednesday=?"),
        ("She left in March.", "March=?"),
        ("It opened on 3 March 2021.", "3 March 2021=2021-03-03"),
        ("It lasted two weeks.", "two weeks=P2W"),
    ];
    check(&table, |printed| dates(printed, None, Language::fallback()));
}

#[test]
fn german_dates_are_read() {
    let german = Language::of_tag("de").expect("there is a German folder");
    let table = [
        ("Am Mittwoch trat er zurück.", "Mittwoch=2024-02-28"),
        ("Am 3. Oktober 2023 wurde gefeiert.", "3. Oktober 2023=2023-10-03"),
        ("Gestern war es kalt.", "Gestern=2024-02-27"),
        ("Es dauerte zwei Jahre.", "zwei Jahre=P2Y"),
    ];
    check(&table, |printed| dates(printed, Some("2024-02-28"), german));
}

#[test]
fn numbers_carry_their_unit_and_what_they_count() {
    let table = [
        (
            "The state granted 363,000 permits to new and returning growers.",
            "363,000=363000 (permits to new and returning growers)",
        ),
        ("They bought five steam-powered ferries.", "five=5 (steam-powered ferries)"),
        ("Crossings fell 41% in January.", "41%=41 % (Crossings fell)"),
        ("That number fell 41%.", "41%=41 % (That number fell)"),
        ("Border crossings fell by 41 percent.", "41 percent=41 % (Border crossings fell)"),
        ("The bank set aside $1.2bn for repairs.", "$1.2bn=1200000000 USD (repairs)"),
        ("Two-thirds of voters stayed home.", "Two-thirds=0.667 (voters)"),
        ("A record 12 million visitors came.", "12 million=12000000 (visitors)"),
        ("One in five children is poor.", "One in five=0.2 (children)"),
        ("The storm killed 17 people.", "17=17 (people)"),
        ("Seventeen people were hurt.", "Seventeen=17 (people)"),
        ("Twenty-five firefighters fought the blaze.", "Twenty-five=25 (firefighters)"),
        ("The company cut 3,500 jobs in Leeds.", "3,500=3500 (jobs)"),
        ("It paid €20 million in fines.", "€20 million=20000000 EUR (fines)"),
        ("It paid 20 million euros in fines.", "20 million euros=20000000 EUR (fines)"),
        ("A ticket costs £7.50.", "£7.50=7.5 GBP (ticket)"),
        ("The US$60 million loan was approved.", "US$60 million=60000000 USD (loan)"),
        ("The yen fell to 151 yen a dollar.", "151 yen=151 JPY (yen fell)"),
        ("Between 50 and 60 homes burned.", "50 and 60=50 (homes)"),
        ("About 200-300 protesters gathered.", "200-300=200 (protesters)"),
        ("Up to 5 to 10 trees fell.", "5 to 10=5 (trees)"),
        ("The fire spread over 40 hectares.", "40 hectares=40 ha (fire spread)"),
        ("The road is 12 km long.", "12 km=12 km (road)"),
        ("He ran 26.2 miles.", "26.2 miles=26.2 mi"),
        ("Winds of 90 mph tore roofs off.", "90 mph=90 mph (Winds)"),
        ("It was 38°C in the shade.", "38°C=38 °C"),
        ("It was -5°C at dawn.", "-5°C=-5 °C"),
        ("The suspect, 43, was arrested.", "43=43 years (suspect)"),
        ("Ana Ruiz, 43, was elected.", "43=43 years (Ana Ruiz)"),
        ("The 43-year-old driver fled.", "43-year-old=43 years (driver)"),
        ("The girl is nine years old.", "nine years old=9 years (girl)"),
        ("A man aged 71 drowned.", "71=71 years (man)"),
        ("Rovers won 3-1 at home.", "3-1=3 score"),
        ("The Senate voted 52-48 to pass it.", "52-48=52 score"),
        ("Half of the workers left.", "Half=0.5 (workers)"),
        ("A quarter of the harvest is lost.", "A quarter=0.25 (harvest)"),
        ("Three quarters of patients recovered.", "Three quarters=0.75 (patients)"),
        ("A third of the seats were empty.", "A third=0.333 (seats)"),
        ("Nine out of 10 teachers agree.", "Nine out of 10=0.9 (teachers)"),
        ("Turnout was 61.5%.", "61.5%=61.5 % (Turnout)"),
        ("Turnout rose to 61.5%.", "61.5%=61.5 % (Turnout rose)"),
        ("Some 60% of voters backed it.", "60%=60 % (voters)"),
        ("The rate rose 0.25 percentage points.", "0.25 percentage points=0.25 pp (rate rose)"),
        ("A dozen eggs cost more.", "A dozen=12 (eggs)"),
        ("Two dozen lawmakers walked out.", "Two dozen=24 (lawmakers)"),
        ("Two hundred and fifty soldiers arrived.", "Two hundred and fifty=250 (soldiers)"),
        ("They raised $5m from investors.", "$5m=5000000 USD"),
        ("They raised $5-7 million from investors.", "$5-7 million=5000000 USD"),
        ("The plant makes 1.5 million cars a year.", "1.5 million=1500000 (cars)"),
        ("The town has 80,000 residents.", "80,000=80000 (residents)"),
        ("More than 1,000 flights were cancelled.", "1,000=1000 (flights)"),
        ("At least six miners died.", "six=6 (miners)"),
        ("The ship carried 900 tonnes of grain.", "900 tonnes=900 t (grain)"),
        ("Police seized 2 kilos of cocaine.", "2 kilos=2 kg (cocaine)"),
        ("A barrel cost 83 dollars.", "83 dollars=83 USD (barrel)"),
        ("The 300-seat hall was full.", "300=300 (seat hall)"),
        ("They sold 4,000 copies of the book.", "4,000=4000 (copies of the book)"),
        ("He scored 31 points and 12 rebounds.", "31=31 (points) | 12=12 (rebounds)"),
        ("The fund holds 70 billion kronor.", "70 billion kronor=70000000000 SEK (fund)"),
        ("Shares slipped 2.4 per cent.", "2.4 per cent=2.4 % (Shares slipped)"),
        ("The firm lost $900,000.", "$900,000=900000 USD (firm lost)"),
        ("It covers half of the U.S. and Canada.", "half=0.5 (U.S.)"),
        ("A 12-foot-tall skeleton stood there.", "12-foot=12 ft (skeleton)"),
        ("The 18-year-old, Arne Kurt, fled.", "18-year-old=18 years (Arne Kurt)"),
        ("They fill 50-kilo bag to allow sales.", "50-kilo=50 kg (bag)"),
        ("Only 12 of the 30 houses stand.", "12=12 (houses) | 30=30 (houses)"),
    ];
    check(&table, numbers);
}

#[test]
fn numbers_that_tell_no_reader_how_many_are_left_out() {
    let table = [
        ("One never knows.", ""),
        ("No one came, and one of them wept.", ""),
        ("It happened in 2019.", ""),
        ("On March 3 it snowed.", ""),
        ("At 9:30 a.m. it began.", ""),
        ("He lives at 10 Downing Street.", ""),
        ("Call 555-0134 for help.", ""),
        ("Call 020 7946 0018 for help.", ""),
        ("1. Wash your hands.", ""),
        ("The Boeing 737 landed.", ""),
        ("Windows 11 is out.", ""),
        ("Under section 230 it is legal.", ""),
        ("Article 5 was invoked.", ""),
        ("Flight 370 vanished.", ""),
        ("She finished 19th.", ""),
        ("He came second and third.", ""),
        ("The G7 met.", ""),
        ("COVID-19 spread.", ""),
        ("It lasted two weeks.", ""),
        ("The 1990s were loud.", ""),
        ("Version 2.4.1 fixes it.", ""),
        ("See page 12.", ""),
        ("He sat on a three-legged stool.", ""),
        ("The GTA 6 trailer is out.", ""),
        ("They met at a 7-Eleven.", ""),
        ("He cried at the ‘98 final.", ""),
        ("It ran on Claude 3.5 and on Llama 3.1.", ""),
        ("It began half a billion years ago.", ""),
        ("The A380 flew.", ""),
    ];
    check(&table, numbers);
}
