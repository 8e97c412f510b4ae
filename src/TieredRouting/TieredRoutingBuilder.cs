using TieredRouting.Configuration;
using TieredRouting.Contracts;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Policies;
using TieredRouting.Validation;

namespace TieredRouting;

/// <summary>
/// Declares tiers, contracts and what surrounds them, as a sentence. Nothing is checked before start-up, where every error
/// is named at once. Not thread-safe.
/// </summary>
public sealed class TieredRoutingBuilder
{
    internal TieredRoutingBuilder()
    {
    }

    internal TieredRoutingOptions Options { get; } = new();

    /// <summary>Names a sink that must succeed: if it fails, the answer is withheld.</summary>
    public AuditSinkBuilder AuditTo => new(this, required: true);

    /// <summary>Names a sink whose failures are counted and logged, and withhold nothing.</summary>
    public AuditSinkBuilder WriteTo => new(this, required: false);

    /// <summary>Adds the next tier of the ladder, cheapest first.</summary>
    /// <param name="name">The tier's name, unique within the ladder.</param>
    /// <param name="configure">Describes it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or taken.</exception>
    public TieredRoutingBuilder AddTier(string name, Action<TierBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        var tier = new TierOptions();
        if (!Options.Tiers.TryAdd(name, tier))
            throw new ArgumentException($"The tier '{name}' was already added.", nameof(name));
        Options.Ladder.Add(name);
        configure(new TierBuilder(name, tier));
        return this;
    }

    /// <summary>Adds a contract whose answers are free text, or JSON under a schema it states itself.</summary>
    /// <param name="name">The name requests state, unique. <c>default</c> is the contract of requests that state none.</param>
    /// <param name="configure">Describes it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or taken.</exception>
    public TieredRoutingBuilder AddContract(string name, Action<ContractBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var (options, code) = NewContract(name);
        configure(new ContractBuilder(options, code));
        return this;
    }

    /// <summary>
    /// Adds a contract whose answers are of a type. Its schema is what <c>GetResponseAsync&lt;T&gt;</c> sends, made strict:
    /// members that cannot be null are required, other properties are refused.
    /// </summary>
    /// <typeparam name="T">The type of the answers.</typeparam>
    /// <param name="name">The name requests state, unique.</param>
    /// <param name="configure">Describes it.</param>
    /// <param name="serializerOptions">How the type is written; by default as the host does it. Typed calls must use the same.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or taken.</exception>
    [RequiresUnreferencedCode(ContractBuilder.TrimmingMessage)]
    [RequiresDynamicCode(ContractBuilder.TrimmingMessage)]
    public TieredRoutingBuilder AddContract<T>(string name, Action<ContractBuilder> configure, JsonSerializerOptions? serializerOptions = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var (options, code) = NewContract(name);
        var schema = TypedSchema.For<T>(serializerOptions);
        var contract = new ContractBuilder(options, code).WithSchema(schema.Enforced);
        options.SentSchema = schema.Sent;
        configure(contract);
        return this;
    }

    /// <summary>Adds a budget that requests share, by contract, cohort, user tier, workflow or all together.</summary>
    /// <param name="budget">The budget; configuration may override one of the same name.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">Its name is empty or taken.</exception>
    public TieredRoutingBuilder AddBudget(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        if (string.IsNullOrWhiteSpace(budget.Name))
            throw new ArgumentException("A budget needs a name.", nameof(budget));
        if (!Options.Budgets.TryAdd(budget.Name, budget))
            throw new ArgumentException($"The budget '{budget.Name}' was already added.", nameof(budget));
        return this;
    }

    /// <summary>Sets the currency of every price and cost; <c>USD</c> by default.</summary>
    /// <param name="currency">An ISO 4217 code.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder WithCurrency(string currency)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(currency);
        Options.Currency = currency;
        return this;
    }

    /// <summary>
    /// Counts tokens exactly. It is asked only where the fast estimate lies near a context window or a cost limit; without it, the
    /// estimate decides alone.
    /// </summary>
    /// <param name="count">Counts the tokens of a text, such as a tokenizer's own <c>CountTokens</c>. Must be safe to call from several threads at once.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder CountTokensWith(Func<string, int> count)
    {
        ArgumentNullException.ThrowIfNull(count);
        Options.TokenCounter = count;
        return this;
    }

    /// <summary>
    /// Has a model choose contracts where a caller asks for that (<see cref="ChatOptionsRoutingExtensions.WithChosenContract"/>): one call for each such request, on its route's books as an attempt of the kind
    /// <see cref="CallKind.Classifier"/>. Where it fails, or no endpoint keeps what all contracts with examples hold, the embedded classifier chooses.
    /// </summary>
    /// <param name="tier">The tier.</param>
    /// <param name="endpoint">The endpoint, or <see langword="null"/> for the tier's first that may be used.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder ChooseContractsWith(string tier, string? endpoint = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tier);
        Options.Classifier = new ClassifierOptions(tier, endpoint);
        return this;
    }

    /// <summary>
    /// Names the model that the signal <see cref="SignalNames.Difficulty"/> is measured with, for every contract that names none of its own. It requires nothing until a rule
    /// reads the signal, or a threshold of a contract's calibration is on <see cref="AcceptanceScore.Ease"/>.
    /// </summary>
    /// <param name="file">The file that <c>tiered-routing train</c> wrote. It is read at start and with each change of the configuration; one that cannot be used is an error of the configuration.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder UseDifficultyModel(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        Options.DifficultyModel = file;
        return this;
    }

    /// <summary>Adds a signal of your own.</summary>
    /// <param name="extractor">Measures it.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder AddExtractor(ISignalExtractor extractor)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        return AddExtractor(_ => extractor);
    }

    /// <summary>Adds a signal of your own that the container makes.</summary>
    /// <param name="extractor">Finds the extractor; called at start-up and after each change of the configuration that touches more than contracts.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder AddExtractor(Func<IServiceProvider, ISignalExtractor> extractor)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        Options.Extractors.Add(extractor);
        return this;
    }

    /// <summary>Adds a recognizer of your own for names, addresses and whatever else the policy lane should know of.</summary>
    /// <param name="recognizer">Finds it.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder AddRecognizer(ITextRecognizer recognizer)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        return AddRecognizer(_ => recognizer);
    }

    /// <summary>Adds a recognizer that the container makes.</summary>
    /// <param name="recognizer">Finds the recognizer; called at start-up and after each change of the configuration that touches more than contracts.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder AddRecognizer(Func<IServiceProvider, ITextRecognizer> recognizer)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        Options.Recognizers.Add(recognizer);
        return this;
    }

    /// <summary>Sets how long extractors may take before their signal is unavailable; 250 milliseconds by default.</summary>
    /// <param name="limit">The limit; above zero.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder WithExtractorTimeLimit(TimeSpan limit)
    {
        Options.ExtractorTimeLimit = limit;
        return this;
    }

    /// <summary>Says how much the ledger keeps of what routes came to; 30 days and 10,000 cohorts by default.</summary>
    /// <param name="ledger">How much.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">Something is out of its range.</exception>
    public TieredRoutingBuilder WithLedger(LedgerOptions ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (ledger.Flaw() is { } flaw)
            throw new ArgumentException(flaw, nameof(ledger));
        Options.Ledger = ledger;
        return this;
    }

    /// <summary>Adds a rule that holds for every contract.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder AddRule(IRoutingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Options.Rules.Add(_ => rule);
        return this;
    }

    /// <summary>Adds a rule that holds for every contract, as a lambda.</summary>
    /// <param name="name">The rule's name.</param>
    /// <param name="evaluate">States what it requires, or <see langword="null"/> for nothing.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder AddRule(string name, Func<RuleContext, Requirement?> evaluate)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(evaluate);
        return AddRule(new DelegateRule(name, evaluate));
    }

    /// <summary>Adds a gate that contracts and rules may name.</summary>
    /// <param name="gate">The gate.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder AddGate(IAnswerGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return AddGate(_ => gate);
    }

    /// <summary>Adds a gate that the container makes.</summary>
    /// <param name="gate">Finds the gate; called at start-up and after each change of the configuration that touches more than contracts.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder AddGate(Func<IServiceProvider, IAnswerGate> gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        Options.Gates.Add(gate);
        return this;
    }

    /// <summary>Hashes the ids of users and tenants that requests state: only the keyed hash is kept, so the same user can be recognised and not looked up.</summary>
    /// <param name="key">The key. Under another key the same user gets another hash.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder HashIdsWith(AuditKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return HashIdsWith(_ => key);
    }

    /// <summary>Hashes the ids of users and tenants that requests state.</summary>
    /// <param name="key">Gives the key in force; asked by each request that states an id, so it should not wait.</param>
    /// <returns>The same builder.</returns>
    public TieredRoutingBuilder HashIdsWith(Func<IServiceProvider, AuditKey> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Options.IdKey = key;
        return this;
    }

    /// <summary>
    /// Reads a configuration section over what is declared here: it may add or override all that is data. A change of the
    /// configuration takes effect with the next request; one that is not valid is logged and leaves the last good one in force.
    /// </summary>
    /// <param name="sectionPath">The section's path, such as <c>TieredRouting</c>. Where it is not there, start-up warns; where it goes away later, that is no valid change.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="sectionPath"/> is empty.</exception>
    [RequiresUnreferencedCode(ContractBuilder.TrimmingMessage)]
    [RequiresDynamicCode(ContractBuilder.TrimmingMessage)]
    public TieredRoutingBuilder BindConfiguration(string sectionPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sectionPath);
        Options.SectionPath = sectionPath;
        return this;
    }

    /// <summary>
    /// Adds a kind of client that configuration may name (<c>client.kind</c>), besides <c>model</c> and <c>service</c>. It takes the place of a built-in kind
    /// of the same name.
    /// </summary>
    /// <param name="kind">The kind's name, such as <c>openai</c>; in exactly this case.</param>
    /// <param name="create">Makes a client of what configuration says. It is called once for all endpoints that say the same, and the client is kept over every change
    /// of the configuration. The router does not dispose it. What it throws is an error with its message at start-up, and with its type alone in the log after a change, since a message may
    /// hold a secret; the failures of an <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> are said in full.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is empty or taken.</exception>
    public TieredRoutingBuilder AddClientKind(string kind, Func<IServiceProvider, EndpointClientSettings, IChatClient> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentNullException.ThrowIfNull(create);
        Options.ClientKinds.Add(kind, create);
        return this;
    }

    /// <summary>Reads a section over what is declared here, once. Relative schema files are looked for in a folder.</summary>
    [RequiresUnreferencedCode(ContractBuilder.TrimmingMessage)]
    [RequiresDynamicCode(ContractBuilder.TrimmingMessage)]
    internal TieredRoutingBuilder Read(SectionNode section, string folder)
    {
        (Options.Section, Options.SchemaFolder) = (section, folder);
        return this;
    }

    /// <summary>Makes the client of every endpoint whose kind has no factory, whatever the kind.</summary>
    internal TieredRoutingBuilder MakeOtherClientsWith(Func<IServiceProvider, EndpointClientSettings, IChatClient> create)
    {
        Options.ClientKinds.Otherwise = create;
        return this;
    }

    /// <summary>Answers for every endpoint, by its name, whatever client it is declared with: its recordings, in an evaluation.</summary>
    internal TieredRoutingBuilder StandInFor(Func<string, IChatClient> clientOf)
    {
        Options.ClientKinds.StandIn = clientOf;
        return this;
    }

    internal TieredRoutingBuilder Add(AuditSinkRegistration sink)
    {
        Options.Sinks.Add(sink);
        return this;
    }

    private (ContractOptions Options, ContractCode Code) NewContract(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var options = new ContractOptions();
        if (!Options.Contracts.TryAdd(name, options))
            throw new ArgumentException($"The contract '{name}' was already added.", nameof(name));
        return (options, Options.Code[name] = new ContractCode());
    }
}
