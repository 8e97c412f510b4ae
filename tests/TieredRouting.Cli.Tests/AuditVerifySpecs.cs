using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Audit;

namespace TieredRouting.Cli.Tests;

public sealed class AuditVerifySpecs
{
    private const string Secret = "a key of at least sixteen bytes";

    [Fact]
    public async Task A_chain_that_is_whole_ends_with_0_and_the_number_of_records()
    {
        using var tool = new ToolRun();
        await Write(tool, null);

        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"))).Should().Be(0, tool.Error.ToString());

        tool.Out.ToString().Should().Be($"3 records, the chain is whole{Environment.NewLine}");
        tool.Error.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task A_record_that_was_changed_ends_with_1_and_its_place()
    {
        using var tool = new ToolRun();
        await Write(tool, null);
        await File.WriteAllTextAsync(tool.PathOf("audit.jsonl"), (await File.ReadAllTextAsync(tool.PathOf("audit.jsonl"), CancellationToken.None)).Replace("call-1", "call-x"), CancellationToken.None);

        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"))).Should().Be(1);

        tool.Out.ToString().Should().Be($"audit.jsonl, line 2: its content was changed{Environment.NewLine}");
    }

    [Fact]
    public async Task A_head_that_is_missing_ends_with_1_and_says_so()
    {
        using var tool = new ToolRun();
        await Write(tool, null);
        File.Delete(tool.PathOf("audit.jsonl.head"));

        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"))).Should().Be(1);

        tool.Out.ToString().Should().Contain("the head is missing");
    }

    [Fact]
    public async Task A_chain_with_a_key_is_verified_with_the_key_of_an_environment_variable()
    {
        using var tool = new ToolRun();
        await Write(tool, new AuditKey(Secret));
        Environment.SetEnvironmentVariable("AUDIT_VERIFY_KEY", Secret);
        Environment.SetEnvironmentVariable("AUDIT_VERIFY_SHORT_KEY", "short");

        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"), "--key-variable", "AUDIT_VERIFY_KEY")).Should().Be(0);
        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"), "--key-variable", "AUDIT_VERIFY_SHORT_KEY")).Should().Be(1);
        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"), "--key-variable", "AUDIT_VERIFY_KEY", "--key-variable", "AUDIT_VERIFY_SHORT_KEY")).Should().Be(0);
        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"))).Should().Be(1);
        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"), "--key-variable", "AUDIT_VERIFY_NO_KEY")).Should().Be(2);

        tool.Error.ToString().Should().Contain("'AUDIT_VERIFY_NO_KEY' holds no key").And.NotContain(Secret);
        tool.Out.ToString().Should().NotContain(Secret);
    }

    [Fact]
    public async Task A_torn_last_line_is_a_warning()
    {
        using var tool = new ToolRun();
        await Write(tool, null);
        await File.AppendAllTextAsync(tool.PathOf("audit.jsonl"), "{\"v\"", CancellationToken.None);

        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"))).Should().Be(0);

        tool.Error.ToString().Should().StartWith("warning: the last line is torn (4 bytes)");
    }

    [Fact]
    public async Task What_cannot_be_read_ends_with_2()
    {
        using var tool = new ToolRun();

        (await tool.Run("audit", "verify", tool.PathOf("none.jsonl"))).Should().Be(2);
        (await tool.Run("audit", "verify")).Should().Be(2);

        tool.Error.ToString().Should().StartWith("error: none.jsonl: is not there").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_rolled_file_that_is_packed_and_damaged_ends_with_2()
    {
        using var tool = new ToolRun();
        await Write(tool, null, new JsonLinesOptions { RollAt = 1 });
        tool.File("audit.000001.jsonl.gz", [1, 2, 3]);
        File.Delete(tool.PathOf("audit.000001.jsonl"));

        (await tool.Run("audit", "verify", tool.PathOf("audit.jsonl"))).Should().Be(2);

        tool.Error.ToString().Should().Contain("damaged");
    }

    private static async Task Write(ToolRun tool, AuditKey? key, JsonLinesOptions? options = null)
    {
        using var sink = new JsonLinesAuditSink(tool.PathOf("audit.jsonl"), (options ?? new JsonLinesOptions()) with { Key = () => key }, TimeProvider.System, NullLogger.Instance);
        for (var i = 0; i < 3; i++)
            await sink.WriteAsync(Record($"call-{i}"), CancellationToken.None);
    }

    private static AuditRecord Record(string id) => new()
    {
        Id = id,
        Route = new RouteResult
        {
            Id = "route",
            Contract = "faq",
            Outcome = Outcome.Released,
            Decision = new RouteDecision
            {
                Contract = "faq",
                Class = WorkClass.T0,
                Tier = "nano",
                Floor = "nano",
                Lane = Lane.Standard,
                Approval = false,
                Signals = new SignalSet([]),
                Reasons = [],
            },
        },
        Time = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero),
        ConfigurationHash = "0123456789abcdef",
        Facts = RequestFacts.None,
    };
}
