using System.Text.Json;

namespace TieredRouting.Sqlite.Tests;

/// <summary>The sample's inbox, as a process: what one run held, the next one knows.</summary>
public sealed class LeadTriageInboxTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public async Task What_a_run_held_waits_in_the_inbox_of_the_next_and_is_decided_once()
    {
        (await Run()).Code.Should().Be(0);

        var held = await List();
        held.Should().HaveCountGreaterThan(10).And.OnlyContain(work =>
            work.GetProperty("contract").GetString()!.StartsWith("lead-") && work.GetProperty("reason").GetString()!.Length > 0 && work.GetProperty("createdAt").ValueKind == JsonValueKind.String);
        var (first, second, third) = (Id(held[0]), Id(held[1]), Id(held[2]));

        (await Run("inbox", "approve", first)).Code.Should().Be(0);
        (await Run("inbox", "reject", second, "--reason", "not ours")).Code.Should().Be(0);
        (await Run("inbox", "edit", third, "--text", "Dear Sam, thank you.")).Out.Should().Contain("Dear Sam, thank you.");

        (await List()).Select(Id).Should().NotContain([first, second, third]).And.HaveCount(held.Count - 3);
        await IsRefused("already", "inbox", "approve", first);
        await IsRefused("already", "inbox", "reject", second, "--reason", "again");
        await IsRefused("Nothing of that id", "inbox", "approve", "made-up");
        await IsRefused("usage", "inbox", "aprove", first);
    }

    [Fact]
    public async Task Of_two_processes_that_decide_at_once_one_is_told_that_it_came_late()
    {
        await Run();
        var id = Id((await List())[0]);

        var ends = await Task.WhenAll(Run("inbox", "approve", id), Run("inbox", "reject", id, "--reason", "no"));

        ends.Select(end => end.Code).Should().BeEquivalentTo([0, 2]);
        ends.Single(end => end.Code == 2).Error.Should().Contain("already");
    }

    private static string Id(JsonElement work) => work.GetProperty("id").GetString()!;

    private async Task IsRefused(string why, params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);
        (code, output, error.Trim().Split('\n').Length).Should().Be((2, string.Empty, 1));
        error.Should().Contain(why);
    }

    private async Task<List<JsonElement>> List() => [.. JsonElement.Parse((await Run("inbox", "list", "--json")).Out).EnumerateArray()];

    private async Task<(int Code, string Out, string Error)> Run(params string[] arguments)
    {
        using var child = Child.LeadTriage(_state, arguments);
        return await child.End();
    }
}
