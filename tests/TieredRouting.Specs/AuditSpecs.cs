using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class AuditSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "audit", "routing.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Outcome.Released)]
    [InlineData(Outcome.HeldForApproval)]
    [InlineData(Outcome.HumanReview)]
    [InlineData(Outcome.FailedClosed)]
    [InlineData(Outcome.Failed)]
    [InlineData(Outcome.Cancelled)]
    public async Task Whatever_happens_to_a_client_call_there_is_exactly_one_record_of_it(Outcome outcome)
    {
        using var router = Ending(outcome);
        using var streamed = Ending(outcome);

        await Quietly(() => router.Ask(cancellationToken: new CancellationToken(outcome == Outcome.Cancelled)));
        await Quietly(() => streamed.Stream(cancellationToken: new CancellationToken(outcome == Outcome.Cancelled)).ToList());

        router.Record.Route.Outcome.Should().Be(outcome);
        streamed.Record.Route.Outcome.Should().Be(outcome);
    }

    [Fact]
    public async Task An_answer_whose_record_cannot_be_written_is_withheld()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Audit.Failure = new IOException("disk full");
        router.Nano.Answers("hi", 1_000, 100);

        var error = await router.Fails<AuditWriteException>();

        error.InnerException.Should().BeSameAs(router.Audit.Failure);
        error.GetRoute()!.Cost.Should().Be(0.0012m);
        error.Message.Should().Contain("'work'").And.Contain("withheld");
    }

    [Fact]
    public async Task A_sink_that_need_not_succeed_may_fail()
    {
        var extra = new RecordingAuditSink { Failure = new IOException() };
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.WriteTo.Sink(extra));
        router.Nano.Answers("hi");

        (await router.Ask()).Text.Should().Be("hi");

        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Level == LogLevel.Error).Which.Message.Should().Contain("Audit sink").And.Contain("IOException");
    }

    [Fact]
    public async Task Every_sink_is_tried_even_when_one_fails()
    {
        var (second, third) = (new RecordingAuditSink(), new RecordingAuditSink());
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AuditTo.Sink(_ => second).WriteTo.Sink(third));
        router.Audit.Failure = new IOException();
        router.Nano.Answers("hi");

        await router.Fails<AuditWriteException>();

        (second.Records.Count, third.Records.Count).Should().Be((1, 1));
    }

    [Fact]
    public async Task Every_failure_is_inside_when_several_sinks_fail()
    {
        var second = new RecordingAuditSink { Failure = new IOException() };
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AuditTo.Sink(second));
        router.Audit.Failure = new InvalidCastException();
        router.Nano.Answers("hi");

        (await router.Fails<AuditWriteException>()).InnerException.Should().BeOfType<AggregateException>().Which.InnerExceptions.Should().Equal(router.Audit.Failure, second.Failure);
    }

    [Fact]
    public async Task A_line_of_the_file_has_the_properties_of_the_format_in_its_order()
    {
        using var router = Filed(contract => contract.WithGates("polite").OwnedBy("sales").WithPrompt("Be brief.", id: "p", version: "2").WithRisk(business: RiskLevel.High));
        router.Mini.Throws(Scenery.Overloaded());
        router.Full.Answers("please", 1_000, 100);

        await router.Ask(options: new ChatOptions().WithRouting(facts => facts.Workflow("weekly", step: "format").Cohort("de")));

        using var line = JsonDocument.Parse((await Lines()).Should().ContainSingle().Subject);
        Names(line.RootElement).Should().Equal(
            "v", "id", "route", "time", "contract", "owner", "prompt", "config", "workflow", "step", "cohort", "signals", "reasons",
            "class", "floor", "tier", "lane", "attempts", "gates", "approval", "outcome", "cost", "currency", "ms");
        Names(line.RootElement.GetProperty("prompt")).Should().Equal("id", "version", "candidate");
        Names(line.RootElement.GetProperty("signals").GetProperty("length")).Should().Equal("value", "available", "evidence");
        Names(line.RootElement.GetProperty("attempts")[0]).Should().Equal("kind", "tier", "endpoint", "region", "verdict", "error", "ms", "usage", "cost", "estimated");
        Names(line.RootElement.GetProperty("attempts")[1].GetProperty("usage")).Should().Equal("input", "cachedInput", "output", "reasoning");
    }

    [Fact]
    public async Task A_line_of_the_file_says_what_happened()
    {
        using var router = Filed(contract => contract.WithGates("polite").OwnedBy("sales").WithRisk(business: RiskLevel.High));
        router.Mini.Throws(Scenery.Overloaded());
        router.Full.Answers("please", 1_000, 100);

        var route = (await router.Ask(options: new ChatOptions().WithRouting(facts => facts.Cohort("de")))).GetRoute()!;

        using var document = JsonDocument.Parse((await Lines())[0]);
        var line = document.RootElement;
        string Text(string name) => line.GetProperty(name).GetString()!;
        line.GetProperty("v").GetInt32().Should().Be(1);
        new[] { Text("route"), Text("contract"), Text("owner"), Text("cohort"), Text("class"), Text("floor"), Text("tier"), Text("lane"), Text("outcome"), Text("currency") }
            .Should().Equal(route.Id, "work", "sales", "de", "T2", "mini", "mini", "standard", "heldForApproval", "USD");
        DateTimeOffset.Parse(Text("time")).Should().Be(router.Time.GetUtcNow());
        line.GetProperty("attempts")[0].GetProperty("verdict").EnumerateArray().Single().GetString().Should().Be("providerError");
        line.GetProperty("attempts")[1].GetProperty("verdict").GetString().Should().Be("accepted");
        line.GetProperty("attempts")[1].GetProperty("cost").GetDecimal().Should().Be(0.12m);
        line.GetProperty("gates").GetProperty("polite").GetString().Should().Be("passed");
        line.GetProperty("cost").GetDecimal().Should().Be(route.Cost);
    }

    [Fact]
    public async Task The_configuration_has_a_name_that_changes_with_it()
    {
        static async Task<string> NameOf(int attempts)
        {
            using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(attempts: attempts));
            router.Nano.Answers("hi");
            await router.Ask();
            return router.Record.ConfigurationHash;
        }

        var (one, same, other) = (await NameOf(1), await NameOf(1), await NameOf(2));

        same.Should().Be(one);
        other.Should().NotBe(one);
    }

    [Fact]
    public async Task Lines_written_at_once_are_whole_and_none_is_lost()
    {
        using var router = Filed();
        router.Nano.AlwaysAnswers("please");

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => router.Ask())));

        var ids = (await Lines()).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString());
        ids.Should().OnlyHaveUniqueItems().And.HaveCount(64);
    }

    [Fact]
    public async Task A_file_is_gone_on_with_and_a_torn_last_line_is_ended()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, "{\"v\":1}\n{\"v\":1,\"id\":\"to");
        using var router = Filed();
        router.Nano.AlwaysAnswers("please");

        await router.Ask();
        await router.Ask();

        var lines = await Lines();
        lines.Should().HaveCount(4);
        lines[1].Should().Be("{\"v\":1,\"id\":\"to");
        lines[2].Should().StartWith("{\"v\":1,\"id\":").And.EndWith("}");
    }

    [Fact]
    public async Task A_path_that_cannot_be_written_withholds_the_answer_until_it_can()
    {
        var blocker = System.IO.Path.GetDirectoryName(Path)!;
        await File.WriteAllTextAsync(blocker, "a file where the folder should be");
        using var router = Filed();
        router.Nano.AlwaysAnswers("please");

        (await router.Fails<AuditWriteException>()).InnerException.Should().BeAssignableTo<IOException>();
        File.Delete(blocker);
        await router.Ask();

        (await Lines()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_path_that_is_a_folder_withholds_the_answer()
    {
        Directory.CreateDirectory(Path);
        using var router = Filed();
        router.Nano.AlwaysAnswers("please");

        await router.Fails<AuditWriteException>();
    }

    [Fact]
    public async Task A_full_disk_withholds_the_answer_every_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has a device that is always full");
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AuditTo.JsonLines("/dev/full"));
        router.Nano.AlwaysAnswers("hi");

        await router.Fails<AuditWriteException>();
        await router.Fails<AuditWriteException>();
    }

    [Fact]
    public async Task A_file_that_is_read_only_withholds_the_answer()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "a privileged user may write what is read-only");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, "");
        File.SetAttributes(Path, FileAttributes.ReadOnly);
        using var router = Filed();
        router.Nano.AlwaysAnswers("please");

        await router.Fails<AuditWriteException>();
        File.SetAttributes(Path, FileAttributes.Normal);
    }

    [Fact]
    public async Task The_file_is_let_go_with_the_container()
    {
        var router = Filed();
        router.Nano.AlwaysAnswers("please");
        await router.Ask();

        router.Dispose();

        FluentActions.Invoking(() => new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose()).Should().NotThrow();
    }

    [Fact]
    public async Task Sinks_that_need_not_succeed_are_told_that_an_answer_was_withheld()
    {
        var (second, told) = (new RecordingAuditSink { Failure = new IOException("disk full") }, new RecordingAuditSink());
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AuditTo.Sink(second).WriteTo.Sink(told));
        router.Nano.Answers("hi");

        var error = await router.Fails<AuditWriteException>();

        told.Records.Should().ContainSingle().Which.Route.Outcome.Should().Be(Outcome.FailedClosed).And.Be(error.GetRoute()!.Outcome);
        told.Records[0].Route.Why.Should().StartWith("audit:");
    }

    [Fact]
    public async Task A_file_has_one_writer_the_second_is_refused_and_the_first_goes_on()
    {
        using var first = Filed();
        var second = Filed();
        first.Nano.AlwaysAnswers("please");
        second.Nano.AlwaysAnswers("please");

        await first.Ask();
        var refused = await second.Fails<AuditWriteException>();
        second.Dispose();
        await first.Ask();

        refused.InnerException.Should().BeOfType<IOException>().Which.Message.Should().Contain(Path).And.Contain("another writer");
        (await Lines()).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_file_whose_writer_is_gone_takes_another()
    {
        var first = Filed();
        first.Nano.Answers("please");
        await first.Ask();
        first.Dispose();

        using var second = Filed();
        second.Nano.Answers("please");
        await second.Ask();

        (await Lines()).Should().HaveCount(2);
    }

    private Router Filed(Action<ContractBuilder>? contract = null) => Router.With(
        work =>
        {
            work.ForIntent(TaskIntent.Classify);
            contract?.Invoke(work);
        },
        routing => routing.AddGate(new TestGate("polite", _ => GateVerdict.Passed)).AuditTo.JsonLines(Path));

    private async Task<string[]> Lines()
    {
        await using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync();
        text.Should().EndWith("\n");
        return text[..^1].Split('\n');
    }

    private static List<string> Names(JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];

    private static Router Ending(Outcome outcome)
    {
        var router = Router.With(contract =>
        {
            contract.ForIntent(TaskIntent.Classify);
            if (outcome == Outcome.HeldForApproval)
                contract.WithApproval(ApprovalMode.Always);
            if (outcome is Outcome.HumanReview or Outcome.FailedClosed)
                contract.On(Trigger.ProviderError, then => _ = outcome == Outcome.HumanReview ? then.HumanReview() : then.FailClosed());
        });
        if (outcome == Outcome.Failed)
            router.Nano.Throws(Scenery.Overloaded(System.Net.HttpStatusCode.Unauthorized));
        else if (outcome is Outcome.HumanReview or Outcome.FailedClosed)
            router.Nano.Throws(Scenery.Overloaded());
        else
            router.Nano.Answers("hi");
        return router;
    }

    private static async Task Quietly(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (Exception exception) when (exception is TieredRoutingException or HttpRequestException or OperationCanceledException)
        {
            // How it ends is another story; that it is on record is this one.
        }
    }
}
