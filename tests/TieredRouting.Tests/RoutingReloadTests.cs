using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using TieredRouting.Configuration;
using TieredRouting.Controls;
using TieredRouting.Testing;

namespace TieredRouting.Tests;

/// <summary>What changes reach is what a start would have reached, and what they do not touch is kept.</summary>
public sealed class RoutingReloadTests
{
    private const string Schema = """{"type":"object","properties":{"a":{"type":"string"}}}""";

    private static readonly string[] Names = ["c0", "c1", "C1", "c2", "code", "Code"];

    private static readonly Gen<Edit> OfContract =
        from name in Gen.OneOf(Names)
        from edit in Gen.OneOf(
            Change("intent", "extract", "plan", "nonsense", null),
            Change("startTier", "nano", "full", "huge", null),
            Change("maxTier", "nano", "mini", null),
            Change("schema", Schema, """{"type":"string"}""", """{"if":{}}""", "{", null),
            Change("confidence:ask", "true", null),
            Change("reviewBy", "2001-02-03", "2999-02-03", null),
            Change("residency:0", "eu", null),
            Change("fallback:on:timeout:then", "escalate", "humanReview", "nap", null),
            Change("misspelt", "x", null, null),
            Rule("rules:0", "own"))
        select edit.Under($"contracts:{name}:");

    private static readonly Gen<Edit> OfSurroundings = Gen.OneOf(
        Change("currency", "USD", "EUR", "dollars"),
        Change("controls:minimumTier", "mini", "huge", null),
        Change("controls:contracts:c1:maxTier", "nano", "mini", null),
        Change("controls:disabledTiers:0", "nano", null),
        Change("tiers:nano:endpoints:nano:contextWindow", "1000", "1", null),
        Change("tiers:nano:endpoints:nano:weight", "1", null),
        Change("tiers:mini:endpoints:mini:regions:0", "eu", null),
        Change("contracts", null, ""),
        Rule("rules:0", "shared"));

    private static readonly Gen<Edit> Renaming = Gen.Select(Gen.OneOf(Names), Gen.OneOf<string?>("c0", "c2", "c3", null), (from, to) => new Edit(data => Rename(data, $"TieredRouting:contracts:{from}:", to)));

    private static readonly Gen<(int Layer, Edit Edit)> AnyEdit = Gen.Select(Gen.Int[0, 1], Gen.Frequency((6, OfContract), (1, OfSurroundings), (1, Renaming)));

    [Fact]
    public async Task Changes_reach_what_a_start_would_have_reached() => await AnyEdit.Array[1, 12].SampleAsync(
        async edits =>
        {
            await using var running = Running.Start(Valid, []);
            foreach (var (layer, edit) in edits)
            {
                running.Apply(layer, edit);
                await SameAsAStart(running);
            }
        },
        iter: 150);

    [Fact]
    public async Task A_change_of_one_contract_reads_exactly_one_again()
    {
        await using var running = Running.Start(Many(50), []);
        var before = running.Model;

        running.Apply(0, Of("contracts:many-7:startTier", "full"));

        Rebuilt(before, running.Model).Should().Equal("many-7");
        running.Model.Surroundings.Should().BeSameAs(before.Surroundings);
    }

    [Theory]
    [InlineData("currency", "EUR")]
    [InlineData("controls:contracts:many-1:maxTier", "mini")]
    public async Task A_change_around_the_contracts_builds_all_again(string key, string value)
    {
        await using var running = Running.Start(Many(5), []);
        var before = running.Model;

        running.Apply(0, Of(key, value));

        Rebuilt(before, running.Model).Should().HaveCount(6);
    }

    [Fact]
    public async Task After_a_bad_change_only_what_differs_from_the_last_good_one_is_built()
    {
        await using var running = Running.Start(Many(5), []);
        var before = running.Model;

        running.Apply(0, Of("currency", "dollars"));
        running.Model.Should().BeSameAs(before);
        running.Apply(0, Of("contracts:many-3:startTier", "full"));
        running.Model.Should().BeSameAs(before);
        running.Apply(0, Of("currency", null));

        Rebuilt(before, running.Model).Should().Equal("many-3");
    }

    [Fact]
    public async Task An_announcement_that_says_nothing_new_builds_nothing_however_the_last_one_ended()
    {
        await using var running = Running.Start(Many(5), []);
        running.Apply(0, Of("contracts:many-3:startTier", "huge"));
        running.Apply(0, new Edit(_ => { }));
        running.Apply(1, Of("contracts:many-3:startTier", "full"));
        running.Apply(1, new Edit(_ => { }));

        running.Logs.Select(log => log.Id.Id).Should().Equal(11, 10);
    }

    [Theory]
    [InlineData("TieredRouting:contracts:many-2:startTier", "full")]
    [InlineData("TieredRouting:currency", "EUR")]
    [InlineData("Logging:Level", "of another section")]
    public async Task A_contract_whose_schema_stands_in_a_file_is_read_with_every_change_that_is_announced(string key, string value)
    {
        using var file = new TemporaryFile(Schema);
        await using var running = Running.Start(Many(3), Filed(file));
        file.Write("""{"type":"string"}""");

        running.Apply(0, new Edit(data => data[key] = value));

        running.Model.Find("filed").Contract.Schema!.Value.GetRawText().Should().Be("""{"type":"string"}""");
    }

    [Fact]
    public async Task What_says_the_same_again_is_not_published_though_a_contract_names_a_file()
    {
        using var file = new TemporaryFile(Schema);
        await using var running = Running.Start(Many(3), Filed(file));
        var before = running.Model;

        running.Apply(0, new Edit(_ => { }));

        running.Model.Should().BeSameAs(before);
        running.Logs.Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_any_more_is_told_once_and_taken_when_it_is_mended()
    {
        using var file = new TemporaryFile(Schema);
        await using var running = Running.Start(Many(3), Filed(file));

        file.Write("{");
        running.Apply(0, new Edit(_ => { }));
        running.Apply(0, new Edit(_ => { }));
        file.Write("""{"type":"string"}""");
        running.Apply(0, new Edit(_ => { }));

        running.Logs.Select(log => log.Id.Id).Should().Equal(11, 10);
        running.Model.Find("filed").Contract.Schema!.Value.GetRawText().Should().Be("""{"type":"string"}""");
    }

    [Fact]
    public async Task A_file_that_is_mended_to_what_it_was_is_told_and_so_is_its_next_flaw()
    {
        using var file = new TemporaryFile(Schema);
        await using var running = Running.Start(Many(3), Filed(file));

        foreach (var text in (string[])["{", Schema, "{"])
        {
            file.Write(text);
            running.Apply(0, new Edit(_ => { }));
        }

        running.Logs.Select(log => log.Id.Id).Should().Equal(11, 10, 11);
    }

    [Fact]
    public async Task A_change_of_one_contract_among_a_thousand_allocates_a_fraction_of_a_start()
    {
        await using var running = Running.Start(Many(1_000), []);
        running.Apply(1, Of("contracts:many-7:startTier", "mini"));
        var start = Allocated(() => running.Source.Again(running.Options, running.Options.Reading!, SectionChange.Everything));

        var change = Allocated(() => running.Apply(1, Of("contracts:many-7:startTier", "full")));

        running.Model.Find("many-7").Contract.StartTier.Should().Be("full");
        (change * 10).Should().BeLessThan(start);
    }

    private static async Task SameAsAStart(Running running)
    {
        try
        {
            await using var fresh = Running.Start(running.Layers);
            running.Errors.Should().BeNull();
            running.Model.Hash.Should().Be(fresh.Model.Hash);
            running.Model.Warnings.Should().Equal(fresh.Model.Warnings);
            (await running.Decisions()).Should().Equal(await fresh.Decisions());
        }
        catch (OptionsValidationException invalid)
        {
            running.Errors.Should().Be(string.Join("; ", invalid.Failures));
        }
    }

    private static IEnumerable<string> Rebuilt(RoutingModel before, RoutingModel now) =>
        now.Contracts.Where(contract => !ReferenceEquals(contract.Value, before.Contracts.GetValueOrDefault(contract.Key))).Select(contract => contract.Key);

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Dictionary<string, string?> Valid => Many(0);

    private static Dictionary<string, string?> Filed(TemporaryFile file) =>
        new() { ["TieredRouting:contracts:filed:intent"] = "extract", ["TieredRouting:contracts:filed:schemaFile"] = file.Path };

    private static Dictionary<string, string?> Many(int contracts)
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["TieredRouting:version"] = "1" };
        for (var i = 0; i < contracts; i++)
        {
            data[$"TieredRouting:contracts:many-{i}:intent"] = "extract";
            data[$"TieredRouting:contracts:many-{i}:schema"] = Schema;
            data[$"TieredRouting:contracts:many-{i}:fallback:on:timeout:then"] = "escalate";
        }

        return data;
    }

    private static Gen<Edit> Change(string key, params string?[] values) => Gen.OneOf<string?>(values).Select(value => Of(key, value));

    private static Edit Of(string key, string? value) => new(data => Set(data, $"TieredRouting:{key}", value)) { Key = key, Value = value };

    private static Gen<Edit> Rule(string path, string name) => Gen.Select(Gen.OneOf<string?>(name, "risk", null), Gen.OneOf("mini", "huge"), (rule, tier) => new Edit(data => SetRule(data, $"TieredRouting:{path}", rule, tier)) { Key = path, Value = rule, Tier = tier });

    private static void SetRule(Dictionary<string, string?> data, string path, string? rule, string tier)
    {
        Set(data, $"{path}:name", rule);
        Set(data, $"{path}:when:retrievalConfidence:below", rule is null ? null : "0.5");
        Set(data, $"{path}:require:tier", rule is null ? null : tier);
    }

    private static void Set(Dictionary<string, string?> data, string key, string? value)
    {
        data.Remove(key);
        if (value is not null)
            data.Add(key, value);
    }

    private static void Rename(Dictionary<string, string?> data, string prefix, string? to)
    {
        foreach (var key in data.Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            data.Remove(key, out var value);
            if (to is not null)
                data[$"TieredRouting:contracts:{to}:{key[prefix.Length..]}"] = value;
        }
    }

    /// <summary>A change of one layer's keys.</summary>
    private sealed record Edit(Action<Dictionary<string, string?>> Apply)
    {
        public string? Key { get; init; }

        public string? Value { get; init; }

        public string? Tier { get; init; }

        public Edit Under(string path) => Tier is null
            ? new(data => Set(data, $"TieredRouting:{path}{Key}", Value))
            : new(data => SetRule(data, $"TieredRouting:{path}{Key}", Value, Tier));
    }

    /// <summary>A router that follows two layers of configuration, as a host runs it.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly Layer[] _layers;
        private readonly ServiceProvider _services;
        private readonly RouterServices _routerServices;
        private readonly RoutingReload _reload;

        private Running(Dictionary<string, string?>[] layers)
        {
            _layers = [.. layers.Select(layer => new Layer(layer))];
            var configuration = new ConfigurationBuilder().Add(_layers[0]).Add(_layers[1]).Build();
            var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton<IChatClient>(new ScriptedChatClient()).AddFakeLogging();
            services.AddTieredRouting(Declare);
            _services = services.BuildServiceProvider();
            Options = _services.GetRequiredService<IOptionsMonitor<TieredRoutingOptions>>().CurrentValue;
            Model = Options.Model!;
            _routerServices = new RouterServices(_services, Options);
            _reload = new RoutingReload(configuration, Options, Source, _routerServices, model => Model = model);
        }

        public RoutingModel Model { get; private set; }

        public TieredRoutingOptions Options { get; }

        public RoutingOptionsSource Source => _services.GetRequiredService<RoutingOptionsSource>();

        public IReadOnlyList<FakeLogRecord> Logs => _services.GetFakeLogCollector().GetSnapshot();

        public Dictionary<string, string?>[] Layers => [.. _layers.Select(layer => layer.Copy)];

        /// <summary>What is wrong with the last change, or null where it is in force.</summary>
        public string? Errors => Logs.LastOrDefault(log => log.Id.Id is 10 or 11) is { Id.Id: 11 } failed ? failed.GetStructuredStateValue("Errors") : null;

        public static Running Start(Dictionary<string, string?> first, Dictionary<string, string?> second) => Start([first, second]);

        public static Running Start(Dictionary<string, string?>[] layers) => new(layers);

        public void Apply(int layer, Edit edit) => _layers[layer].Apply(edit);

        public async Task<List<string>> Decisions()
        {
            var pipeline = new RoutingPipeline(Model, _routerServices);
            var decisions = new List<string>();
            foreach (var name in Model.Contracts.Keys.Order(StringComparer.Ordinal))
            {
                decisions.Add(await Decide(pipeline, new ChatOptions().WithContract(name)));
                decisions.Add(await Decide(pipeline, new ChatOptions().WithContract(name).WithRouting(facts => facts.RetrievalConfidence(0.3).Recipients(500))));
            }

            return decisions;
        }

        public ValueTask DisposeAsync()
        {
            _reload.Dispose();
            _routerServices.Dispose();
            return _services.DisposeAsync();
        }

        private static async Task<string> Decide(RoutingPipeline pipeline, ChatOptions options)
        {
            var request = RequestIntake.Read(pipeline.Model, [new ChatMessage(ChatRole.User, "hello")], options, null, out var routed);
            var limits = new ControlSnapshot(pipeline.Model.Controls).Of(routed.Contract.Name).On(pipeline.Model.Ladder);
            var decision = pipeline.Model.Policy.Decide(routed.Policy, await pipeline.Extraction.ExtractAsync(request, CancellationToken.None), limits);
            return $"{decision.Contract} {decision.Tier} {decision.Class} {decision.Floor} {decision.Approval} {decision.Unroutable} {string.Join(' ', decision.Reasons)}";
        }

        private static void Declare(TieredRoutingBuilder routing) => routing
            .AddTier("nano", tier => tier.UseModel("small"))
            .AddTier("mini", tier => tier.UseModel("middle"))
            .AddTier("full", tier => tier.UseModel("large"))
            .AddContract("code", contract => contract.ForIntent(TaskIntent.Classify).WithSchema(Schema))
            .BindConfiguration("TieredRouting");
    }

    private sealed class Layer : ConfigurationProvider, IConfigurationSource
    {
        public Layer(Dictionary<string, string?> data) => Data = new Dictionary<string, string?>(data, StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, string?> Copy => new(Data, StringComparer.OrdinalIgnoreCase);

        public void Apply(Edit edit)
        {
            edit.Apply((Dictionary<string, string?>)Data);
            OnReload();
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
    }
}
