namespace TieredRouting.Tests.Architecture;

public sealed class FloorsTests
{
    [Fact]
    public void A_folder_sees_only_folders_of_lower_floors()
    {
        var floors = new Floors(SourceFile.OfLibrary());

        floors.KnownTypes.Should().BeGreaterThan(100);
        floors.Violations().Should().BeEmpty();
    }

    [Fact]
    public void An_import_and_a_type_from_above_are_both_found()
    {
        var floors = new Floors(
        [
            new SourceFile("Policies/TierPolicy.cs", "namespace TieredRouting.Policies;\ninternal sealed class TierPolicy;\n"),
            new SourceFile("Signals/Nosy.cs", "using TieredRouting.Policies;\nnamespace TieredRouting.Signals;\ninternal sealed class Nosy\n{\n    private TierPolicy? _policy;\n}\n"),
        ]);

        floors.Violations().Should().Equal(
            "Signals/Nosy.cs(1): 'Signals' may not see the namespace TieredRouting.Policies.",
            "Signals/Nosy.cs(5): 'Signals' may not see the type TierPolicy of 'Policies'.");
    }

    [Theory]
    [InlineData("private Gate? _gate;")]
    [InlineData("private readonly List<Gate> _gates = [];")]
    [InlineData("private readonly Gate[] _gates = [];")]
    [InlineData("public object Make() => new Gate();")]
    [InlineData("public bool Is(object gate) => gate is Gate;")]
    [InlineData("public bool Is(object gate) => gate is Gate { Open: true };")]
    [InlineData("public string Name => nameof(Gate);")]
    [InlineData("public int Count() => Gate.Count;")]
    [InlineData("public int Count() => TieredRouting.Gate.Count;")]
    [InlineData("public Gate Gate { get; }")]
    [InlineData("public string Say() => $\"{Gate.Count}\";")]
    [InlineData("public void Take(in Gate gate) { }")]
    [InlineData("[Obsolete] public Gate Get() => null!;")]
    public void A_use_of_a_type_from_a_floor_not_below_is_found(string member) => Check(member).Should().ContainSingle().Which.Should().Contain("the type Gate of 'Gates'");

    [Theory]
    [InlineData("// a Gate of old")]
    [InlineData("/// <see cref=\"Gate\" />\n    private int _gate;")]
    [InlineData("/* Gate */")]
    [InlineData("private const string Name = \"Gate\";")]
    [InlineData("private const string Name = @\"a \"\" Gate\";")]
    [InlineData("private const string Name = \"\"\"Gate \" Gate\"\"\";")]
    [InlineData("private char _quote = '\"'; // Gate \"")]
    [InlineData("public string Say() => $\"Gate {1:N0} {{Gate}}\";")]
    [InlineData("public string? Gate { get; init; }")]
    [InlineData("public string? Gate { get; init; }\n    public bool Has => Gate is not null;")]
    [InlineData("public object Say(Thing thing) => thing.Gate;")]
    [InlineData("public object Say(Thing thing) => thing with { Gate = 1 };")]
    [InlineData("public IReadOnlyList<string> Gate() => [];")]
    [InlineData("private enum Thing\n{\n    Gate,\n}")]
    public void Words_that_name_no_type_are_left_alone(string member) => Check(member).Should().BeEmpty();

    [Theory]
    [InlineData("using static TieredRouting.Gates.Gate;")]
    [InlineData("using TieredRouting.Gates;")]
    [InlineData("using G = TieredRouting.Gates.Gate;")]
    public void Folders_of_one_floor_do_not_see_each_other(string import) =>
        new Floors([new SourceFile("Policies/Nosy.cs", import)]).Violations().Should().ContainSingle().Which.Should().StartWith("Policies/Nosy.cs(1): 'Policies' may not see");

    [Fact]
    public void A_folder_without_a_floor_is_refused() =>
        new Floors([new SourceFile("Helpers/Helper.cs", "namespace TieredRouting;")]).Violations().Should().ContainSingle().Which.Should().Contain("'Helpers' has no floor");

    [Fact]
    public void The_root_sees_every_folder_and_no_folder_sees_the_root()
    {
        var root = new SourceFile("Client.cs", "using TieredRouting.Audit;\nusing TieredRouting.Tiers;\npublic sealed class Client;");
        var audit = new SourceFile("Audit/Sink.cs", "public sealed class Sink { private Client? _client; }");

        new Floors([root, audit]).Violations().Should().Equal("Audit/Sink.cs(1): 'Audit' may not see the type Client of ''.");
    }

    private static IReadOnlyList<string> Check(string member) => new Floors(
    [
        new SourceFile("Gates/Gate.cs", "namespace TieredRouting;\npublic sealed class Gate;\n"),
        new SourceFile("Signals/Nosy.cs", $"namespace TieredRouting.Signals;\ninternal sealed class Nosy\n{{\n    {member}\n}}\n"),
    ]).Violations();
}
