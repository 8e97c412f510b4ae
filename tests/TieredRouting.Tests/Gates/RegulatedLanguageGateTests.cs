namespace TieredRouting.Tests.Gates;

public sealed class RegulatedLanguageGateTests
{
    private const string Disclaimer = "Capital at risk.";

    [Theory]
    [InlineData("This is entirely RISK-FREE for you", true)]
    [InlineData("This is entirely risk\nfree for you", true)]
    [InlineData("It is risk. Free entry.", false)]
    [InlineData("a brisk free man", false)]
    [InlineData("no risk freely taken", false)]
    public async Task A_banned_phrase_is_refused_as_whole_words_of_one_sentence(string answer, bool refused) =>
        (await Checked.By(GateNames.RegulatedLanguage, answer, settings: it => it.AddPhrases(banned: ["risk free"]))).Should().Be(refused ? GateVerdict.Failed : GateVerdict.Passed);

    [Theory]
    [InlineData("we cure it")]
    [InlineData("it was cured")]
    public async Task An_asterisk_stands_for_any_ending(string answer) =>
        (await Checked.By(GateNames.RegulatedLanguage, answer, settings: it => it.AddPhrases(banned: ["cure*"]))).Should().Be(GateVerdict.Failed);

    [Fact]
    public async Task A_required_phrase_must_be_there_and_needs_the_whole_answer()
    {
        static void Settings(GateSettingsBuilder it) => it.AddPhrases(required: [Disclaimer], banned: ["risk free"]);

        (await Checked.By(GateNames.RegulatedLanguage, "Buy now. CAPITAL at risk", settings: Settings)).Should().Be(GateVerdict.Passed);
        (await Checked.By(GateNames.RegulatedLanguage, "Buy now.", settings: Settings)).Should().Be(GateVerdict.Failed);
        (await Checked.By(GateNames.RegulatedLanguage, "Risk free. Capital at risk.", settings: Settings)).Should().Be(GateVerdict.Failed);
        Checked.Bound(GateNames.RegulatedLanguage, settings: Settings).Should().NotBeAssignableTo<IWindowedGate>();
        Checked.Bound(GateNames.RegulatedLanguage, settings: it => it.AddPhrases(banned: ["risk free"])).Should().BeAssignableTo<IWindowedGate>();
    }

    [Theory]
    [InlineData(null, "us", "uk term", GateVerdict.Passed)]
    [InlineData(null, "UK", "uk term", GateVerdict.Failed)]
    [InlineData("uk", "us", "uk term", GateVerdict.Failed)]
    [InlineData("uk", "us", "us term", GateVerdict.Failed)]
    [InlineData("us", null, "uk term", GateVerdict.Passed)]
    [InlineData(null, null, "uk term", GateVerdict.Failed)]
    [InlineData("us", "mars", "uk term", GateVerdict.Failed)]
    [InlineData("us", null, "everywhere", GateVerdict.Failed)]
    public async Task A_request_is_held_to_its_market_and_the_contracts_and_to_all_where_none_is_known(string? contract, string? fact, string answer, GateVerdict expected) =>
        (await Checked.By(GateNames.RegulatedLanguage, answer, settings: it =>
        {
            it.AddPhrases(banned: ["everywhere"]).AddPhrases(banned: ["uk term"], market: "uk").AddPhrases(banned: ["us term"], market: "us");
            if (contract is not null)
                it.ForMarket(contract);
        }, facts: new RequestFacts { Market = fact })).Should().Be(expected);

    [Theory]
    [InlineData("これは利益を保証します。", true)]
    [InlineData("これは便利です。", false)]
    public async Task Scripts_without_spaces_are_read_by_their_characters(string answer, bool refused) =>
        (await Checked.By(GateNames.RegulatedLanguage, answer, settings: it => it.AddPhrases(banned: ["利益を保証"]))).Should().Be(refused ? GateVerdict.Failed : GateVerdict.Passed);

    [Fact]
    public async Task A_text_that_hides_more_than_it_shows_is_refused() =>
        (await Checked.By(GateNames.RegulatedLanguage, $"ri{new string('\u200B', 400)}sk free", settings: it => it.AddPhrases(banned: ["risk free"]))).Should().Be(GateVerdict.Failed);

    [Theory]
    [InlineData("A family 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 and a flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("می‌خواهم نمی‌دانم می‌روم می‌آیم می‌گویم می‌بینم می‌شنوم می‌خوانم می‌نویسم")]
    public async Task Pictures_and_scripts_with_joiners_hide_nothing(string answer) =>
        (await Checked.By(GateNames.RegulatedLanguage, answer, settings: it => it.AddPhrases(banned: ["risk free"]))).Should().Be(GateVerdict.Passed);
}
