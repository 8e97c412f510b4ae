using System.Text;
using CsCheck;
using Microsoft.Extensions.Configuration;
using TieredRouting.Configuration;

namespace TieredRouting.Tests.Configuration;

/// <summary>The tree is what the host's own way of walking the configuration finds, and is found at once.</summary>
public sealed class ConfigurationTreeTests
{
    private static readonly Gen<string> Name = Gen.OneOf("a", "B", "b", "A", "0", "2", "10", "11", "c-d");

    private static readonly Gen<string> Key = Gen.Select(Gen.OneOf("T", "t", "T", "Other"), Name.Array[0, 3], (section, names) => string.Join(':', [section, .. names]));

    private static readonly Gen<Dictionary<string, string?>> Data = Gen.Select(Key, Gen.OneOf<string?>("x", "y", "", null)).Array[0, 12]
        .Select(pairs => pairs.GroupBy(pair => pair.Item1, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Last().Item2, StringComparer.OrdinalIgnoreCase));

    private static readonly Gen<string> Json = Gen.OneOf(
        """{ "T": { "a": null, "b": [], "c": {}, "d": [ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 ] } }""",
        """{ "T": { "a": { "B": "x", "0": true }, "b": [ { "a": 1 }, [ null ] ] } }""",
        """{ "t": { "A": "", "10": [ "x" ], "c-d": { "a": { "b": 1 } } }, "Other": 1 }""",
        """{ "T": [] }""",
        """{ "T": null }""");

    private static readonly Gen<Action<IConfigurationBuilder>> Source = Gen.OneOf<Action<IConfigurationBuilder>>(
        Data.Select<Dictionary<string, string?>, Action<IConfigurationBuilder>>(data => builder => builder.AddInMemoryCollection(data)),
        Json.Select<string, Action<IConfigurationBuilder>>(json => builder => builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))),
        Data.Select<Dictionary<string, string?>, Action<IConfigurationBuilder>>(data => builder => builder.Add(new Given(new Shouting(data)))),
        Data.Select<Dictionary<string, string?>, Action<IConfigurationBuilder>>(data => builder => builder.Add(new Given(new Elsewhere(data)))));

    private static readonly Gen<Action<IConfigurationBuilder>> ChainedSource = Source.Array[1, 3]
        .Select<Action<IConfigurationBuilder>[], Action<IConfigurationBuilder>>(sources => builder => builder.AddConfiguration(Built(sources)));

    [Fact]
    public void It_says_what_walking_the_configuration_finds() => Gen.OneOf(Source, ChainedSource).Array[0, 4].Sample(
        sources =>
        {
            var configuration = Built(sources);

            Shown(Tree(configuration)).Should().Be(Shown(configuration.GetSection("T")));
        },
        iter: 2_000);

    [Fact]
    public void A_configuration_that_is_no_root_is_walked() => Gen.OneOf(Source, ChainedSource).Array[0, 3].Sample(
        sources =>
        {
            var configuration = new ConfigurationBuilder().AddConfiguration(Built(sources)).Build();

            Shown(Tree(new Wrapped(configuration))).Should().Be(Shown(configuration.GetSection("T")));
        },
        iter: 300);

    [Fact]
    public void Two_readings_of_the_same_say_the_same_and_a_change_is_found_wherever_it_is() => Gen.Select(Data, Data).Sample((before, now) =>
    {
        var (first, second) = (Reading(before), Reading(now));

        first.ChangesSince(Reading(before)).Should().BeEmpty();
        second.ChangesSince(first).Distinct().Order(StringComparer.Ordinal).Should().Equal(Expected(before, now));
    });

    private static IEnumerable<string> Expected(Dictionary<string, string?> before, Dictionary<string, string?> now)
    {
        var (old, current) = (Section(before), Section(now));
        return old.Except(current).Concat(current.Except(old)).Select(pair => pair.Key).Distinct().Order(StringComparer.Ordinal);
    }

    private static List<KeyValuePair<string, string?>> Section(Dictionary<string, string?> data) =>
        [.. data.Where(pair => pair.Key.StartsWith("T:", StringComparison.OrdinalIgnoreCase))];

    private static ConfigurationReading Reading(Dictionary<string, string?> data) => ConfigurationReading.Of(new ConfigurationBuilder().AddInMemoryCollection(data).Build(), "T");

    private static SectionNode Tree(IConfiguration configuration) => ConfigurationTree.Of(ConfigurationReading.Of(configuration, "T"));

    private static IConfigurationRoot Built(Action<IConfigurationBuilder>[] sources)
    {
        var builder = new ConfigurationBuilder();
        foreach (var add in sources)
            add(builder);
        return builder.Build();
    }

    /// <summary>Without the section's own text, which nobody asks for, and without case, in which providers may differ.</summary>
    private static string Shown(IConfigurationSection section) => string.Join(' ', section.GetChildren().Select(child => $"{child.Key.ToUpperInvariant()}={child.Value ?? "null"}({Shown(child)})"));

    private static string Shown(SectionNode node) => string.Join(' ', node.Members.Select(member => $"{member.Key.ToUpperInvariant()}={member.Value.Text ?? "null"}({Shown(member.Value)})"));

    private sealed class Given(IConfigurationProvider provider) : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => provider;
    }

    /// <summary>Changes what it holds when it is asked, as one that decrypts does.</summary>
    private sealed class Shouting : ConfigurationProvider
    {
        public Shouting(Dictionary<string, string?> data) => Data = data;

        public override bool TryGet(string key, out string? value)
        {
            var known = base.TryGet(key, out value);
            value = value is null ? null : $"{value}!";
            return known;
        }
    }

    /// <summary>Answers from elsewhere than its base class does.</summary>
    private sealed class Elsewhere(Dictionary<string, string?> data) : ConfigurationProvider
    {
        private readonly Shouting _inner = new(data);

        public override bool TryGet(string key, out string? value) => _inner.TryGet(key, out value);

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => _inner.GetChildKeys(earlierKeys, parentPath);
    }

    private sealed class Wrapped(IConfiguration inner) : IConfiguration
    {
        public string? this[string key]
        {
            get => inner[key];
            set => inner[key] = value;
        }

        public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren();

        public Microsoft.Extensions.Primitives.IChangeToken GetReloadToken() => inner.GetReloadToken();

        public IConfigurationSection GetSection(string key) => inner.GetSection(key);
    }
}
