using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;

namespace TieredRouting.Specs;

/// <summary>No message, log line, metric, activity or audit record ever holds the text of a prompt or an answer.</summary>
public sealed class SecrecySpecs
{
    private const string Canary = "canary7f3a";

    private static readonly string Whisper = $"The {Canary} sings; my key is sk-{Canary}.";

    [Theory]
    [InlineData("a valid answer")]
    [InlineData("prose instead of JSON")]
    [InlineData("a property nobody asked for")]
    [InlineData("a value of the wrong type")]
    [InlineData("an error of the provider")]
    [InlineData("an error nobody can mend")]
    [InlineData("an answer that is an error")]
    [InlineData("a tool call")]
    [InlineData("a draft that is held")]
    [InlineData("a gate that throws")]
    [InlineData("a validator that throws")]
    [InlineData("an approval store that throws")]
    [InlineData("a sink that throws")]
    [InlineData("a sink that need not succeed and throws")]
    [InlineData("a stream that breaks off")]
    public async Task Text_of_prompts_and_answers_stays_out_of_everything_that_is_kept(string story)
    {
        using var folder = new Folder();
        var path = folder["audit.jsonl"];
        using var watch = new Watch();
        var heard = new StringBuilder();
        using (var router = Telling(story, path))
        {
            using var ear = Listen(router, heard);
            heard.Append(await Hear(() => router.Ask(Whisper, Options())));
            heard.Append(await Hear(async () => (await router.Stream(Whisper, Options()).ToList()).ToChatResponse()));
            heard.AppendJoin('\n', router.Audit.Records.Select(record => JsonSerializer.Serialize(record)));
            heard.AppendJoin('\n', router.Logs.GetSnapshot().Select(InFull));
        }

        foreach (var activity in watch.Activities)
            heard.AppendLine(activity.DisplayName + activity.StatusDescription + string.Join(';', activity.TagObjects) + string.Join(';', activity.Events));
        heard.Append(await File.ReadAllTextAsync(path));

        var all = heard.ToString();
        all.Should().NotContain(Canary);
        all.Should().Contain("\"outcome\":").And.Contain("tiered_routing.requests").And.Contain("tiered_routing.tier.name").And.Contain("Route ", "the canary was listened for where it could be heard");
    }

    [Theory]
    [InlineData("a valid answer")]
    [InlineData("a draft that is held")]
    [InlineData("a tool call")]
    public async Task Neither_a_record_nor_what_waits_for_a_person_prints_the_text_it_is_about(string story)
    {
        using var folder = new Folder();
        var path = folder["audit.jsonl"];
        using (var router = Telling(story, path))
        {
            await router.Ask(Whisper, Options());

            var record = router.Record;
            var held = record.Approval is { } id ? await router.Services.GetRequiredService<IApprovals>().GetAsync(id) : null;
            (held is null).Should().Be(story != "a draft that is held");
            foreach (var printed in new[] { record.ToString(), record.Route.ToString(), record.Route.Decision.ToString(), JsonSerializer.Serialize(record), $"{held}" })
                printed.Should().NotContain(Canary);
        }
    }

    private static ChatOptions Options() => new ChatOptions
    {
        Instructions = Whisper,
        Tools = [Scenery.ReadTool()],
        AdditionalProperties = new() { ["mine"] = Whisper },
    }.WithRouting(facts => facts.User($"user-{Canary}").Tenant($"tenant-{Canary}"));

    private static Router Telling(string story, string path)
    {
        var router = Router.For<Lead>(
            contract =>
            {
                contract.WithPrompt(Whisper)
                    .WithGates("polite")
                    .AddValidator(new TestValidator(_ => story == "a validator that throws" ? throw new InvalidCastException(Whisper) : null))
                    .On(Trigger.SchemaFailure, then => then.RetrySameTier(1).Escalate());
                if (story is "a draft that is held" or "an approval store that throws")
                    contract.WithApproval(ApprovalMode.Always);
            },
            routing => Sinks(routing, story)
                .HashIdsWith(new AuditKey($"{Canary}-{Canary}"))
                .AddExtractor(new TestExtractor("mood", _ => throw new InvalidCastException(Whisper)))
                .AddGate(new TestGate("polite", _ => story == "a gate that throws" ? throw new InvalidCastException(Whisper) : GateVerdict.Passed))
                .AuditTo.JsonLines(path, file => file.WithKey(new AuditKey($"{Canary}-{Canary}"))),
            services => _ = story == "an approval store that throws" ? services.AddSingleton<IApprovalStore>(new BrokenStore()) : services);
        for (var time = 0; time < 6; time++)
        {
            Answer(router.Nano, story);
            Answer(router.Mini, story);
            Answer(router.Full, story);
        }

        return router;
    }

    private static TieredRoutingBuilder Sinks(TieredRoutingBuilder routing, string story) => story switch
    {
        "a sink that throws" => routing.AuditTo.Sink(new BrokenSink()),
        "a sink that need not succeed and throws" => routing.WriteTo.Sink(new BrokenSink()),
        _ => routing,
    };

    private static void Answer(Testing.ScriptedChatClient client, string story) => _ = story switch
    {
        "prose instead of JSON" => client.Answers(Whisper),
        "a property nobody asked for" => client.Answers($$"""{"company":"Acme","seats":5,"{{Canary}}":1}"""),
        "a value of the wrong type" => client.Answers($$"""{"company":"Acme","seats":"{{Canary}}"}"""),
        "an error of the provider" => client.Throws(Scenery.Overloaded(message: Whisper)),
        "an error nobody can mend" => client.Throws(Scenery.Overloaded(System.Net.HttpStatusCode.Unauthorized, Whisper)),
        "an answer that is an error" => client.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent(Whisper)]))),
        "a stream that breaks off" => client.BreaksOff(Whisper, new IOException(Whisper)),
        "a tool call" => client.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent(Canary, "look_up", new Dictionary<string, object?> { [Canary] = Whisper })]))),
        _ => client.Answers($$"""{"company":"{{Canary}}","seats":5}"""),
    };

    /// <summary>The route of an answer, or the message of an exception of ours; a provider's own is the provider's to answer for.</summary>
    private static async Task<string> Hear(Func<Task<ChatResponse>> ask)
    {
        try
        {
            return JsonSerializer.Serialize((await ask()).GetRoute());
        }
        catch (TieredRoutingException exception)
        {
            return exception.Message + JsonSerializer.Serialize(exception.GetRoute());
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidCastException)
        {
            return "";
        }
    }

    private static MeterListener Listen(Router router, StringBuilder heard)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, it) =>
            {
                if (instrument.Meter is { Name: "TieredRouting", Scope: var scope } && scope == router.Services.GetRequiredService<IMeterFactory>())
                    it.EnableMeasurementEvents(instrument);
            },
        };
        void Write<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
            => heard.AppendLine($"{instrument.Name} {value} {string.Join(';', tags.ToArray())}");

        listener.SetMeasurementEventCallback<long>(Write);
        listener.SetMeasurementEventCallback<double>(Write);
        listener.Start();
        return listener;
    }

    private sealed class BrokenSink : IAuditSink
    {
        public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken) => throw new InvalidCastException(Whisper);
    }

    private sealed class BrokenStore : IApprovalStore
    {
        public ValueTask AddAsync(ApprovalItem item, CancellationToken cancellationToken = default) => throw new InvalidCastException(Whisper);

        public ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default) => throw new InvalidCastException(Whisper);

        public ValueTask<bool> TryReplaceAsync(ApprovalItem item, CancellationToken cancellationToken = default) => throw new InvalidCastException(Whisper);

        public ValueTask<bool> TryRemoveAsync(string id, long version, CancellationToken cancellationToken = default) => throw new InvalidCastException(Whisper);

        public ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery query, CancellationToken cancellationToken = default) => throw new InvalidCastException(Whisper);
    }

    private static string InFull(FakeLogRecord log) => $"{log.Message} {string.Join(';', log.StructuredState ?? [])} {log.Exception}";
}
