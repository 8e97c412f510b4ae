using System.Diagnostics;

namespace TieredRouting.Specs;

/// <summary>A process that is killed while it routes at full speed: whatever it had released is on record, and the next process goes on.</summary>
public sealed class KilledProcessSpecs : IDisposable
{
    private const string Secret = "a key of at least sixteen bytes";

    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;
    private readonly HashSet<string> _released = [];

    private string Path => System.IO.Path.Combine(_folder, "routing.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(long.MaxValue, null)]
    [InlineData(100_000, Secret)]
    public Task Every_answer_that_was_released_is_on_record_when_the_process_is_killed(long rollAt, string? secret) => Kill(3, rollAt, secret);

    [Theory(Explicit = true)]
    [InlineData(long.MaxValue, null)]
    [InlineData(1_000_000, Secret)]
    [Trait("Category", "Proof")]
    public Task Fifty_kills_at_random_moments_lose_nothing(long rollAt, string? secret) => Kill(25, rollAt, secret);

    [Fact]
    public async Task A_second_process_on_the_same_file_refuses_to_start_and_says_how_to_give_each_its_own()
    {
        using var first = Start(Path, long.MaxValue, secret: null);
        (await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).Should().NotBeNull("the first routes");
        var reading = ReadRest(first);

        using var second = Start(Path, long.MaxValue, secret: null);
        var released = second.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await second.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);
        var goesOn = !first.HasExited;
        first.Kill();
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        await reading;

        (second.ExitCode == 0, goesOn, await released).Should().Be((false, true, string.Empty));
        said.Should().Contain(Path).And.Contain("{instance}");
        (await Verified(secret: null)).Records.Should().BePositive();
    }

    private async Task Kill(int times, long rollAt, string? secret)
    {
        var chance = new Random(7);
        var torn = 0;
        for (var i = 0; i < times; i++)
        {
            await RunAndKill(rollAt, secret, milliseconds: chance.Next(60));
            torn += (await Verified(secret)).TornBytes > 0 ? 1 : 0;
        }

        var recorded = new HashSet<string>();
        await foreach (var entry in AuditReader.ReadAllAsync(Path, TestContext.Current.CancellationToken))
        {
            if (entry.Outcome == "released")
                recorded.Add(entry.Route!);
        }

        _released.Should().HaveCountGreaterThan(times).And.BeSubsetOf(recorded);
        TestContext.Current.TestOutputHelper?.WriteLine($"{times} kills: {_released.Count} released, {recorded.Count} recorded, {torn} torn");
    }

    /// <summary>Starts the child, waits for its first answer and a moment more, and kills it where it stands.</summary>
    private async Task RunAndKill(long rollAt, string? secret, int milliseconds)
    {
        using var child = Start(Path, rollAt, secret);
        var complaints = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var first = await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        first.Should().NotBeNull("the child routes");
        _released.Add(first!);
        var reading = ReadRest(child);
        // A moment of another process: no clock of ours moves it.
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        child.Kill();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        await reading;
        (await complaints).Should().BeEmpty();
    }

    private static Process Start(string path, long rollAt, string? secret)
    {
        var arguments = new[] { path, rollAt.ToString(System.Globalization.CultureInfo.InvariantCulture), secret }.OfType<string>();
        return Process.Start(new ProcessStartInfo(Child, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
    }

    private async Task ReadRest(Process child)
    {
        var rest = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        // What follows the last line feed was cut by the kill.
        foreach (var id in rest.Split('\n')[..^1])
            _released.Add(id);
    }

    private async Task<AuditVerification> Verified(string? secret)
    {
        var found = await AuditChain.VerifyAsync(Path, secret is null ? [] : [new AuditKey(secret)], cancellationToken: TestContext.Current.CancellationToken);
        found.IsWhole.Should().BeTrue(found.ToString());
        return found;
    }

    /// <summary>The child's program, built beside this one.</summary>
    private static string Child
    {
        get
        {
            var folder = AppContext.BaseDirectory.Replace("TieredRouting.Specs", System.IO.Path.Combine("Children", "TieredRouting.AuditChild"), StringComparison.Ordinal);
            return System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "TieredRouting.AuditChild.exe" : "TieredRouting.AuditChild");
        }
    }
}
