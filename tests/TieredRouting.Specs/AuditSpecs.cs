using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
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
            "class", "floor", "tier", "lane", "requiresApproval", "requiredGates", "attempts", "gates", "approval", "outcome", "cost", "currency", "ms", "chain");
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
    public async Task A_file_is_gone_on_with_and_a_line_torn_by_a_crash_is_on_record()
    {
        using (var first = Filed())
        {
            first.Nano.AlwaysAnswers("please");
            await first.Ask();
        }

        await File.AppendAllTextAsync(Path, "{\"v\":1,\"id\":\"to");
        using (var router = Filed())
        {
            router.Nano.AlwaysAnswers("please");
            await router.Ask();
            router.Logs.GetSnapshot().Should().ContainSingle(log => log.Level == LogLevel.Warning && log.Message.Contains("torn"));
        }

        var entries = await Entries();
        entries.Select(entry => entry.Event).Should().Equal(null, "tornLine", null);
        (await AuditChain.VerifyAsync(Path)).IsWhole.Should().BeTrue();
    }

    [Fact]
    public async Task Every_record_is_chained_to_the_one_before_and_a_change_shows()
    {
        using (var router = Filed())
        {
            router.Nano.AlwaysAnswers("please");
            for (var i = 0; i < 5; i++)
                await router.Ask();
        }

        (await AuditChain.VerifyAsync(Path)).Should().Match<AuditVerification>(found => found.IsWhole && found.Records == 5);
        var lines = await Lines();
        lines[2] = lines[2].Replace("\"tier\":\"nano\"", "\"tier\":\"full\"");
        await File.WriteAllLinesAsync(Path, lines);

        (await AuditChain.VerifyAsync(Path)).ToString().Should().Be("routing.jsonl, line 3: its content was changed");
    }

    [Fact]
    public async Task A_chain_with_a_key_is_verified_with_that_key_only_and_the_key_may_be_a_setting()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Audit:Key", "a first key of sixteen bytes")]).Build();
        using (var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify),
            routing => routing.AuditTo.JsonLines(Path, file => file.WithKeyFrom("Audit:Key")),
            services => services.AddSingleton<IConfiguration>(settings)))
        {
            router.Nano.AlwaysAnswers("please");
            await router.Ask();
            settings["Audit:Key"] = "a second key of sixteen bytes";
            await router.Ask();
        }

        var keys = new[] { new AuditKey("a second key of sixteen bytes"), new AuditKey("a first key of sixteen bytes") };
        (await AuditChain.VerifyAsync(Path, keys)).Should().Match<AuditVerification>(found => found.IsWhole && found.Records == 2 && found.Events == 1);
        (await AuditChain.VerifyAsync(Path)).IsWhole.Should().BeFalse();
        (await Entries())[1].Event.Should().Be("keyChanged");
    }

    [Theory]
    [InlineData(null, "'Audit:Key' holds no audit key")]
    [InlineData("short", "at least 16 bytes")]
    public async Task A_key_that_is_missing_or_too_short_is_known_at_start(string? key, string error)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Audit:Key", key)]).Build();
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify),
            routing => routing.AuditTo.JsonLines(Path, file => file.WithKeyFrom("Audit:Key")),
            services => services.AddSingleton<IConfiguration>(settings));

        (await FluentActions.Awaiting(() => router.Ask()).Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain("auditTo").And.Contain(error);
    }

    [Fact]
    public async Task Old_files_are_rolled_and_retired_and_what_is_left_can_be_verified_and_read()
    {
        using (var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify),
            routing => routing.AuditTo.JsonLines(Path, file => file.RollAt(bytes: 4_000).Keep(files: 2))))
        {
            router.Nano.AlwaysAnswers("please");
            for (var i = 0; i < 40; i++)
                await router.Ask();
        }

        Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!, "*.jsonl").Should().HaveCount(3);
        (await AuditChain.VerifyAsync(Path)).IsWhole.Should().BeTrue();
        (await Entries()).Count(entry => entry.Event is null).Should().BeInRange(5, 39);
    }

    [Fact]
    public async Task A_disk_that_is_full_withholds_answers_until_there_is_room_again()
    {
        Assert.SkipUnless(SmallDisk.TryMount(_folder + "-disk", out var disk), "a small file system cannot be mounted here");
        using (disk)
        {
            var path = System.IO.Path.Combine(disk.Path, "routing.jsonl");
            using (var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AuditTo.JsonLines(path)))
            {
                router.Nano.AlwaysAnswers("please");
                await router.Ask();
                disk.Fill();
                for (var i = 0; i < 4; i++)
                    await Quietly(() => router.Ask());
                await router.Fails<AuditWriteException>();
                disk.Free();
                await router.Ask();
            }

            var released = 0;
            await foreach (var entry in AuditReader.ReadAsync(path))
                released += entry.Outcome == "released" ? 1 : 0;
            (await AuditChain.VerifyAsync(path)).Should().Match<AuditVerification>(found => found.IsWhole && found.Records == released);
        }
    }

    [Fact]
    public async Task A_disk_that_is_full_is_counted_where_the_sink_need_not_succeed()
    {
        Assert.SkipUnless(SmallDisk.TryMount(_folder + "-disk", out var disk), "a small file system cannot be mounted here");
        using (disk)
        {
            var path = System.IO.Path.Combine(disk.Path, "routing.jsonl");
            using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.WriteTo.JsonLines(path));
            router.Nano.AlwaysAnswers("please");
            await router.Ask();
            disk.Fill();

            for (var i = 0; i < 20; i++)
                (await router.Ask()).Text.Should().Be("please");

            // The failures come beside the requests, and so perhaps after them.
            SpinWait.SpinUntil(() => router.Logs.GetSnapshot().Any(IsFailure), TimeSpan.FromSeconds(30)).Should().BeTrue();
        }
    }

    [Fact]
    public async Task An_audit_can_be_verified_and_read_while_it_is_written_and_rolled()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AuditTo.JsonLines(Path, file => file.RollAt(bytes: 50_000)));
        router.Nano.AlwaysAnswers("please");
        await router.Ask();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 2_000; i++)
                await router.Ask();
        });

        while (!writing.IsCompleted)
        {
            var found = await AuditChain.VerifyAsync(Path);
            found.IsWhole.Should().BeTrue(found.ToString());
            (await Entries()).Select(entry => entry.Chain!.Sequence).Should().BeInAscendingOrder();
        }

        await writing;
        (await AuditChain.VerifyAsync(Path)).Should().Match<AuditVerification>(found => found.IsWhole && found.Records == 2_001);
    }

    [Fact]
    public async Task A_file_that_cannot_be_rolled_is_written_on()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AuditTo.JsonLines(Path, file => file.RollAt(bytes: 1)));
        router.Nano.AlwaysAnswers("please");
        await router.Ask();
        var inTheWay = Directory.CreateDirectory(Path.Replace(".jsonl", ".000001.jsonl"));

        await router.Ask();
        (await Entries()).Should().HaveCount(2);
        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Message.Contains("cannot be renamed"));
        inTheWay.Delete();
        router.Time.Advance(TimeSpan.FromMinutes(1));
        await router.Ask();

        (await Lines()).Should().HaveCount(2).And.Contain(line => line.Contains("\"event\":\"rolled\""));
        (await AuditChain.VerifyAsync(Path)).Should().Match<AuditVerification>(found => found.IsWhole && found.Records == 3);
    }

    [Fact]
    public async Task The_exception_says_which_sinks_failed()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AuditTo.JsonLines(Path));
        Directory.CreateDirectory(Path);
        router.Audit.Failure = new TimeoutException();
        router.Nano.Answers("hi");

        var error = await router.Fails<AuditWriteException>();

        error.FailedSinks.Should().Equal("RecordingAuditSink", "JsonLines(routing.jsonl)");
        error.Message.Should().Contain("RecordingAuditSink (TimeoutException)").And.Contain("JsonLines(routing.jsonl) (");
    }

    [Fact]
    public async Task A_sink_that_need_not_succeed_never_holds_an_answer_back()
    {
        var never = new TaskCompletionSource();
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.WriteTo.Sink(new SlowSink(never.Task)));
        router.Nano.Answers("hi");

        (await router.Ask()).Text.Should().Be("hi");
    }

    [Fact]
    public async Task The_last_update_of_a_stream_waits_for_the_record_and_with_BufferForAudit_all_of_it_does()
    {
        foreach (var buffers in new[] { false, true })
        {
            var written = new TaskCompletionSource();
            using var router = Router.With(
                contract => _ = buffers ? contract.ForIntent(TaskIntent.Classify).BufferForAudit() : contract.ForIntent(TaskIntent.Classify),
                routing => routing.AuditTo.Sink(new SlowSink(written.Task)));
            router.Nano.Answers("one two three");

            await using var stream = router.Stream().GetAsyncEnumerator();
            var got = new List<string>();
            var moving = stream.MoveNextAsync().AsTask();
            while (!buffers && moving.IsCompleted && await moving)
            {
                got.Add(stream.Current.Text);
                moving = stream.MoveNextAsync().AsTask();
            }

            var (early, waits) = (string.Concat(got), !moving.IsCompleted);
            written.SetResult();
            (await moving).Should().BeTrue();
            waits.Should().BeTrue();
            early.Should().Be(buffers ? string.Empty : "one two", "the last update waits for the record");
        }
    }

    [Fact]
    public async Task A_stream_that_is_buffered_for_the_audit_is_withheld_whole()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).BufferForAudit());
        router.Audit.Failure = new IOException();
        router.Nano.Answers("one two");

        await using var stream = router.Stream().GetAsyncEnumerator();

        await FluentActions.Awaiting(() => stream.MoveNextAsync().AsTask()).Should().ThrowAsync<AuditWriteException>();
    }

    [Fact]
    public async Task Content_is_kept_where_the_contract_says_so_without_what_the_policy_lane_finds()
    {
        using var router = Filed(contract => contract.CaptureContent());
        router.Nano.Answers("I wrote to ada@example.org, please.");
        router.Mini.Answers("I wrote to ada@example.org, please.");

        await router.Ask("Mail bob@example.org, card 4111 1111 1111 1111.", new ChatOptions { Instructions = "Be brief." });
        router.Nano.Answers("One for bob@example.org.");
        router.Mini.Answers("One for bob@example.org.");
        await router.Stream("hello").ToList();

        var entries = await Entries();
        entries[0].Content.Should().BeEquivalentTo(new AuditContent([new("instructions", "Be brief."), new("user", "Mail [email], card [creditCard].")], "I wrote to [email], please."));
        entries[1].Content!.Answer.Should().Be("One for [email].");
        router.Audit.Records[0].Content!.Answer.Should().NotContain("ada");
        router.Audit.Records[0].ToString().Should().NotContain("brief");
    }

    [Fact]
    public async Task Content_in_several_parts_is_kept_as_the_text_that_is_measured()
    {
        using var router = Filed(contract => contract.CaptureContent());
        router.Nano.Answers("please");
        router.Mini.Answers("please");

        await router.Ask([new ChatMessage(ChatRole.User, [new TextContent("How many?"), new DataContent(new byte[1], "image/png"), new TextContent("Write to ada@example.org")]), new ChatMessage(ChatRole.User, [])]);

        (await Entries())[0].Content!.Messages.Should().Equal(new AuditMessage("user", "How many?\nWrite to [email]"));
    }

    [Fact]
    public async Task What_is_found_only_where_two_parts_meet_is_not_kept_either()
    {
        using var router = Filed(contract => contract.CaptureContent());
        router.Nano.Answers("please");

        await router.Ask([new ChatMessage(ChatRole.User, [new TextContent("Write to ada@exam"), new TextContent("ple.org")])]);

        (await Entries())[0].Content!.Messages.Should().Equal(new AuditMessage("user", "Write to [email]"));
    }

    [Fact]
    public async Task No_content_is_kept_by_default()
    {
        using var router = Filed();
        router.Nano.Answers("please");

        await router.Ask();

        (await Entries())[0].Content.Should().BeNull();
        (await Lines())[0].Should().NotContain("content");
    }

    [Fact]
    public async Task Users_and_tenants_are_kept_as_keyed_hashes_only()
    {
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify),
            routing => routing.HashIdsWith(new AuditKey("a key of at least sixteen bytes")).AuditTo.JsonLines(Path));
        router.Nano.AlwaysAnswers("please");
        await router.Ask(options: new ChatOptions().WithRouting(facts => facts.User("bob").Tenant("acme")));
        await router.Ask(options: new ChatOptions().WithRouting(facts => facts.User("bob").Tenant("bob")));

        var entries = await Entries();

        entries[0].User.Should().MatchRegex("^[0-9a-f]{32}$").And.Be(entries[1].User);
        entries[1].Tenant.Should().NotBe(entries[1].User, "the same id of another kind is somebody else");
        router.Audit.Records[0].Facts.User.Should().Be(entries[0].User);
        router.Nano.Calls.Should().OnlyContain(call => call.Options!.AdditionalProperties == null || call.Options.AdditionalProperties.Count == 0);
    }

    [Fact]
    public async Task A_user_is_refused_where_there_is_no_key_to_hash_the_id_with()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        (await FluentActions.Awaiting(() => router.Ask(options: new ChatOptions().WithRouting(facts => facts.User("bob")))).Should().ThrowAsync<InvalidOperationException>())
            .Which.Message.Should().Contain("HashIdsWith").And.NotContain("bob");
        router.Calls.Should().Be(0);
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

    private async Task<List<AuditEntry>> Entries()
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in AuditReader.ReadAllAsync(Path))
            entries.Add(entry);
        return entries;
    }

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

    private static bool IsFailure(FakeLogRecord log) => log.Level == LogLevel.Error && log.Message.Contains("JsonLines(routing.jsonl)") && log.Message.Contains("IOException");

    private sealed class SlowSink(Task until) : IAuditSink
    {
        public async ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken) => await until;
    }
}
