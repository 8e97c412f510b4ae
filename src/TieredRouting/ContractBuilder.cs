using TieredRouting.Configuration;
using TieredRouting.Contracts;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Policies;
using TieredRouting.Validation;

namespace TieredRouting;

/// <summary>Describes what one feature promises, as a sentence. Not thread-safe.</summary>
public sealed class ContractBuilder
{
    internal const string TrimmingMessage = "Schemas are checked by NJsonSchema, which is not annotated for trimming and ahead-of-time compilation.";

    private readonly ContractOptions _options;
    private readonly ContractCode _code;

    internal ContractBuilder(ContractOptions options, ContractCode code)
    {
        _options = options;
        _code = code;
    }

    /// <summary>Says what the feature asks of a model; required. It sets only the default start tier.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder ForIntent(TaskIntent intent) => Set(options => options.Intent = Known(intent));

    /// <summary>Names who answers for the contract.</summary>
    /// <param name="owner">A person or a team.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder OwnedBy(string owner) => Set(options => options.Owner = Named(owner));

    /// <summary>Starts at a tier instead of the intent's default. A floor above it still holds.</summary>
    /// <param name="tier">The tier.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder StartAt(string tier) => Set(options => options.StartTier = Named(tier));

    /// <summary>
    /// Starts where a success is expected to cost least, errors priced in (<see cref="WithEconomics"/>), by how earlier requests of the same cohort went. While nothing is known, it starts as it would
    /// otherwise. It never starts below a floor.
    /// </summary>
    /// <returns>The same builder.</returns>
    public ContractBuilder StartByExpectedCost() => Set(options => options.Start = StartMode.ExpectedCost);

    /// <summary>Says what errors cost, in the ladder's currency; zero or more. What is left out keeps what was said before: nothing, unless said before.</summary>
    /// <param name="userVisibleFailure">What it costs when a user sees a request go wrong: no answer, or a wrong one.</param>
    /// <param name="humanReview">What it costs when a person looks at a draft or a request.</param>
    /// <param name="rollback">What it costs to take an effect back, beside what the failure itself costs.</param>
    /// <param name="delayPerSecond">What a second costs that the caller waits.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithEconomics(decimal? userVisibleFailure = null, decimal? humanReview = null, decimal? rollback = null, decimal? delayPerSecond = null) =>
        Set(options => options.Economics = new ContractEconomics(
            userVisibleFailure ?? options.Economics.UserVisibleFailure,
            humanReview ?? options.Economics.HumanReview,
            rollback ?? options.Economics.Rollback,
            delayPerSecond ?? options.Economics.DelayPerSecond));

    /// <summary>Limits the tiers. What is left out keeps its limit: the ladder's ends, unless said before.</summary>
    /// <param name="min">The lowest tier allowed.</param>
    /// <param name="max">The highest tier allowed.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithTiers(string? min = null, string? max = null) =>
        Set(options => (options.MinTier, options.MaxTier) = (min ?? options.MinTier, max ?? options.MaxTier));

    /// <summary>Says what happens to a request that no allowed tier may serve; by default it fails closed.</summary>
    /// <param name="action">What happens.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WhenUnroutable(UnroutableAction action) => Set(options => options.Unroutable = Known(action));

    /// <summary>Holds every answer to a JSON schema, and asks the model for it.</summary>
    /// <param name="schema">The schema. A keyword that cannot be enforced is a start-up error.</param>
    /// <returns>The same builder.</returns>
    [RequiresUnreferencedCode(TrimmingMessage)]
    [RequiresDynamicCode(TrimmingMessage)]
    public ContractBuilder WithSchema(JsonElement schema)
    {
        _options.Schema = schema.Clone();
        _options.SentSchema = null;
        _code.SchemaValidator = JsonSchemaAnswerValidator.Linted;
        return this;
    }

    /// <summary>Holds every answer to a JSON schema, and asks the model for it.</summary>
    /// <param name="schema">The schema's text. A keyword that cannot be enforced is a start-up error.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The text is not JSON.</exception>
    [RequiresUnreferencedCode(TrimmingMessage)]
    [RequiresDynamicCode(TrimmingMessage)]
    public ContractBuilder WithSchema([StringSyntax(StringSyntaxAttribute.Json)] string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        try
        {
            using var document = JsonDocument.Parse(schema);
            return WithSchema(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("The schema is not JSON.", nameof(schema), exception);
        }
    }

    /// <summary>
    /// Reads answers tolerantly where strict reading finds no JSON: raw control characters and invalid backslash escapes inside strings,
    /// trailing commas, text before and after the only object or array. Acts only where there is a schema, which the
    /// result must satisfy; the attempt then says that it was repaired. By default nothing is repaired.
    /// </summary>
    /// <returns>The same builder.</returns>
    public ContractBuilder ReadTolerantly() => Set(options => options.Reading = AnswerReading.Tolerant);

    /// <summary>
    /// Keeps in the audit record what was asked and what was answered, as text. What the policy lane's detectors find in it (personal data, credentials) is replaced by its
    /// kind in brackets, such as <c>[email]</c>, before any sink sees it; a detector that overlooks something leaves it in. Attachments and the arguments of tool calls
    /// are never kept. By default no text is.
    /// </summary>
    /// <returns>The same builder.</returns>
    public ContractBuilder CaptureContent() => Set(options => options.CapturesContent = true);

    /// <summary>
    /// Holds back the whole of a stream until its audit record is written, and not only the last update. The caller gets the first token when the last one is there.
    /// </summary>
    /// <returns>The same builder.</returns>
    public ContractBuilder BufferForAudit() => Set(options => options.BuffersForAudit = true);

    /// <summary>
    /// Sends placeholders such as <c>[email-1]</c> in place of sensitive text, and puts the text back into what comes: answers, streams, JSON, tool calls. Nothing above the calls knows of it:
    /// signals, gates, tools and people see the text itself. What is overlooked is sent; see docs/redaction.md.
    /// </summary>
    /// <param name="kinds">
    /// The kinds of evidence that are redacted, such as <c>email</c> (as the signal <c>policyLane</c> names them); <see langword="null"/> or none for every kind that is a value, which is all
    /// but <c>payroll</c>, <c>legal</c> and <c>health</c>. One that is not known is a start-up error.
    /// </param>
    /// <param name="textOnly">
    /// Whether a request with content that cannot be looked into, such as a picture or a file, is sent with that content as it is. By default it fails closed, under the rule <c>redaction</c>.
    /// </param>
    /// <returns>The same builder.</returns>
    public ContractBuilder RedactBeforeCall(IReadOnlyList<string>? kinds = null, bool textOnly = false) =>
        Set(options => options.Redaction = new ContractRedaction([.. kinds ?? []], textOnly));

    /// <summary>
    /// Asks the model how sure it is of its answer, in an envelope around it, on every tier alike; the caller gets the answer alone. An answer of too little
    /// confidence is a <see cref="Trigger.LowConfidence"/>, on the highest tier too.
    /// </summary>
    /// <param name="escalateBelow">The least confidence that is enough: medium, unless said before.</param>
    /// <param name="whenUnavailable">What an answer without envelope counts as: escalate, unless said before.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder AskConfidence(ConfidenceLevel? escalateBelow = null, UnavailableConfidence? whenUnavailable = null) =>
        Set(options => options.Confidence = Stated(options.Confidence ?? new ConfidenceCheck(), escalateBelow, whenUnavailable) with { Ask = true });

    /// <summary>
    /// Reads the confidence from what a provider tells beside its answer, such as log-probabilities (<see cref="TokenConfidence"/>). Where the model is asked as
    /// well, the lower of the two counts.
    /// </summary>
    /// <param name="read">
    /// Reads it from the provider's own response; <see langword="null"/> where it is unavailable, which is also what an exception counts as. Called from several threads at once.
    /// </param>
    /// <param name="escalateBelow">The least confidence that is enough: medium, unless said before.</param>
    /// <param name="whenUnavailable">What an answer without a confidence counts as: escalate, unless said before.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder ReadConfidenceWith(Func<ChatResponse, ConfidenceLevel?> read, ConfidenceLevel? escalateBelow = null, UnavailableConfidence? whenUnavailable = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        _code.ConfidenceReader = read;
        return Set(options => options.Confidence = Stated(options.Confidence ?? new ConfidenceCheck(Ask: false), escalateBelow, whenUnavailable));
    }

    /// <summary>
    /// Asks the same question more than once, side by side, and compares the answers; where they differ, that is a <see cref="Trigger.Disagreement"/>. The other
    /// passes go to other endpoints of the tier where there are any; one that fails there, whatever the error, is what the contract says of a <see cref="Trigger.ProviderError"/> or a
    /// <see cref="Trigger.Timeout"/>, and never ends the request by itself. It is done only on tiers from which escalation is still possible, and costs every pass in full.
    /// </summary>
    /// <param name="passes">How often it is asked; from 2 to 5.</param>
    /// <param name="agreeOn">Which part of the answers has to agree, as a JSON pointer such as <c>/answer</c>; <see langword="null"/> for the whole answer.</param>
    /// <param name="mode">What it takes to agree.</param>
    /// <param name="similarity">For <see cref="AgreementMode.Text"/>, the least similarity that is agreement, from 0 to 1.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder CheckDisagreement(int passes = 2, string? agreeOn = null, AgreementMode mode = AgreementMode.Value, double similarity = 0.6) =>
        Set(options => options.Disagreement = new DisagreementCheck(passes, agreeOn, Known(mode), similarity));

    /// <summary>Adds a check of your own, after the schema's.</summary>
    /// <param name="validator">The check.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder AddValidator(IAnswerValidator validator)
    {
        ArgumentNullException.ThrowIfNull(validator);
        _code.Validators.Add(validator);
        return this;
    }

    /// <summary>Says what to do about a trigger. One that is not named escalates; <see cref="Trigger.Exhausted"/> fails closed.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="then">Says what to do.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder On(Trigger trigger, Action<FallbackActionBuilder> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        var action = new FallbackActionBuilder();
        then(action);
        _options.Fallback.On[Known(trigger)] = action.Action;
        return this;
    }

    /// <summary>Bounds a request. What is left out keeps its bound: 3 attempts, no limit of cost or time, unless said before.</summary>
    /// <param name="attempts">The most attempts; 1 or more.</param>
    /// <param name="cost">The most money, in the ladder's currency; above 0. Every endpoint then needs a price.</param>
    /// <param name="deadline">The most time; above zero.</param>
    /// <param name="firstToken">The longest wait for the first content of an answer that streams; above zero.</param>
    /// <param name="nextChunk">The longest wait for more content after the first; above zero.</param>
    /// <param name="attempt">The longest that one attempt waits for its provider; above zero.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder AtMost(int? attempts = null, decimal? cost = null, TimeSpan? deadline = null, TimeSpan? firstToken = null, TimeSpan? nextChunk = null, TimeSpan? attempt = null) => Set(options =>
    {
        options.Fallback.MaxAttempts = attempts ?? options.Fallback.MaxAttempts;
        options.Fallback.MaxCost = cost ?? options.Fallback.MaxCost;
        options.Fallback.Deadline = deadline ?? options.Fallback.Deadline;
        options.Fallback.FirstToken = firstToken ?? options.Fallback.FirstToken;
        options.Fallback.NextChunk = nextChunk ?? options.Fallback.NextChunk;
        options.Fallback.Attempt = attempt ?? options.Fallback.Attempt;
    });

    /// <summary>Says where a call goes that finds no room within the limits of an endpoint; by default to another endpoint of the tier.</summary>
    /// <param name="action">Where it goes.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder OnOverflow(OverflowAction action) => Set(options => options.Fallback.Overflow = Known(action));

    /// <summary>
    /// Asks a second endpoint of the tier as well where the first takes longer than the p95 of the surface's latency budget (<see cref="WithLatency"/>), which is then required. The first acceptable
    /// answer goes out; the other call is cancelled, and its cost counts. A hedge uses up one of the attempts and starts only if the money left pays for it too. Never with tools that may change
    /// something, in a tool loop, for a conversation that a provider holds, beside the passes of a disagreement check, or for an answer that streams through.
    /// </summary>
    /// <returns>The same builder.</returns>
    public ContractBuilder Hedge() => Set(options => options.Fallback.Hedges = true);

    /// <summary>Limits the length of answers.</summary>
    /// <param name="tokens">The limit, in tokens; 1 or more.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithMaxOutput(int tokens) => Set(options => options.MaxOutputTokens = tokens);

    /// <summary>States how fast a surface is to be answered.</summary>
    /// <param name="p50">The time half of the requests stay under.</param>
    /// <param name="p95">The time 95 in 100 requests stay under.</param>
    /// <param name="surface">The surface; <c>default</c> for those not named.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithLatency(TimeSpan p50, TimeSpan p95, string surface = "default") =>
        Set(options => options.Latency[Named(surface)] = new LatencyBudget(p50, p95));

    /// <summary>States what a wrong answer can harm. What is left out keeps its level: low, unless said before.</summary>
    /// <param name="business">Harm to the business.</param>
    /// <param name="legal">Legal harm.</param>
    /// <param name="safety">Harm to people.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithRisk(RiskLevel? business = null, RiskLevel? legal = null, RiskLevel? safety = null) =>
        Set(options => options.Risk = new RiskProfile(
            Known(business ?? options.Risk.Business),
            Known(legal ?? options.Risk.Legal),
            Known(safety ?? options.Risk.Safety)));

    /// <summary>States what evals hold the contract to.</summary>
    /// <param name="minimumScore">The least acceptable score, from 0 to 1.</param>
    /// <param name="rubric">What a judge is told to look for, or <see langword="null"/>.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithQuality(double minimumScore, string? rubric = null) =>
        Set(options => options.Quality = new QualityBar(minimumScore, rubric));

    /// <summary>Names gates that every answer must pass, on every tier alike.</summary>
    /// <param name="gates">The gates' names: built-in ones (<see cref="GateNames"/>), and those that were added to the routing.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithGates(params IReadOnlyList<string> gates)
    {
        ArgumentNullException.ThrowIfNull(gates);
        return Set(options => options.Gates.AddRange(gates));
    }

    /// <summary>Says what the built-in gates of the contract go by; what is left out keeps what was said before.</summary>
    /// <param name="configure">Says it.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithGateSettings(Action<GateSettingsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var settings = new GateSettingsBuilder(_options.GateSettings ?? GateSettings.None);
        configure(settings);
        return Set(options => options.GateSettings = settings.Settings);
    }

    /// <summary>Limits where requests may be processed: an endpoint is used only if all its regions are named here.</summary>
    /// <param name="regions">The regions; case does not matter.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithResidency(params IReadOnlyList<string> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return Set(options => options.Residency.AddRange(regions));
    }

    /// <summary>Says when a person decides whether work goes out; by default when the class or a rule asks for it.</summary>
    /// <param name="mode">When.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithApproval(ApprovalMode mode) => Set(options => options.Approval = Known(mode));

    /// <summary>Says who may decide about held work, and until when. What is left out keeps what was said before. None of it can do without an approval that a rule asks for.</summary>
    /// <param name="fourEyes">Whether two different people have to approve: no, unless said before.</param>
    /// <param name="requesterMayNotApprove">Whether the user who asked (the fact <c>User</c>) may not approve: no, unless said before.</param>
    /// <param name="expiresAfter">How long work waits; above zero; for ever, unless said before.</param>
    /// <param name="onExpiry">What becomes of a draft then: it is rejected, unless said before.</param>
    /// <param name="reasonOnReject">Whether a rejection needs a reason: no, unless said before.</param>
    /// <param name="content">What of the request is kept for the person: all of it, unless said before.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithApprovals(
        bool? fourEyes = null, bool? requesterMayNotApprove = null, TimeSpan? expiresAfter = null, ExpiryAction? onExpiry = null, bool? reasonOnReject = null, HeldContent? content = null) =>
        Set(options => options.Approvals = new ApprovalTerms(
            fourEyes ?? options.Approvals.FourEyes,
            requesterMayNotApprove ?? options.Approvals.RequesterMayNotApprove,
            expiresAfter ?? options.Approvals.ExpiresAfter,
            Known(onExpiry ?? options.Approvals.OnExpiry),
            reasonOnReject ?? options.Approvals.ReasonOnReject,
            Known(content ?? options.Approvals.Content)));

    /// <summary>
    /// Has a person decide about expensive escalations: an attempt on a higher tier than the request began on, which would cost too much at worst, or goes to a named tier or above it, is not made. The request is
    /// held, and goes up when it is sent again with <see cref="ChatOptionsRoutingExtensions.WithApprovedEscalation"/>. Who may decide is what <see cref="WithApprovals"/> says. What is left out keeps what was said before.
    /// </summary>
    /// <param name="aboveCost">The most, in the ladder's currency, that such an attempt may cost at worst without a person; zero or more. Every endpoint then needs a price.</param>
    /// <param name="tier">The tier from which on a person is asked, whatever it costs; above the ladder's lowest.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithEscalationApproval(decimal? aboveCost = null, string? tier = null) =>
        Set(options => options.EscalationApproval = new EscalationApproval(aboveCost ?? options.EscalationApproval?.AboveCost, tier ?? options.EscalationApproval?.Tier));

    /// <summary>Names tools whose writes are routine: they make the class T1, not T2. It never covers a destructive tool.</summary>
    /// <param name="tools">The tools' names.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithRoutineTools(params IReadOnlyList<string> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return Set(options => options.RoutineTools.AddRange(tools));
    }

    /// <summary>Says how far an effect may reach before it is risk work. What is left out keeps its limit: 100, 100 and 1,000, unless said before.</summary>
    /// <param name="recipients">The most recipients.</param>
    /// <param name="records">The most records.</param>
    /// <param name="amount">The most money, in the ladder's currency.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithBlastRadius(long? recipients = null, long? records = null, decimal? amount = null) =>
        Set(options => options.BlastRadius = new BlastRadiusLimits(
            recipients ?? options.BlastRadius.Recipients,
            records ?? options.BlastRadius.Records,
            amount ?? options.BlastRadius.Amount));

    /// <summary>
    /// Gives examples of the requests that the contract is for, by which it is chosen where a caller asks for that (<see cref="ChatOptionsRoutingExtensions.WithChosenContract"/>).
    /// From three to twenty in users' own words do well; more do better.
    /// </summary>
    /// <param name="examples">The examples; none may be empty. They are added to those given before.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithExamples(params IReadOnlyList<string> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return Set(options => options.Examples.AddRange(examples));
    }

    /// <summary>
    /// Names the model that the signal <see cref="SignalNames.Difficulty"/> is measured with, in place of the router's (<see cref="TieredRoutingBuilder.UseDifficultyModel"/>). It requires nothing until a rule
    /// reads the signal, or a threshold of the contract's calibration is on <see cref="AcceptanceScore.Ease"/>.
    /// </summary>
    /// <param name="file">The file that <c>tiered-routing train</c> wrote. It is read at start and with each change of the configuration; one that cannot be used is an error of the configuration.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder UseDifficultyModel(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return Set(options => options.DifficultyModel = file);
    }

    /// <summary>Brings a prompt, the same on every tier.</summary>
    /// <param name="instructions">Instructions put before the caller's own.</param>
    /// <param name="id">What the prompt is called in records.</param>
    /// <param name="version">Its version.</param>
    /// <param name="narrow">Instructions that take their place after a narrowing switch.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder WithPrompt(string instructions, string? id = null, string? version = null, string? narrow = null) =>
        Set(options => options.Prompt = new ContractPrompt(id, version, instructions, narrow));

    /// <summary>Adds a rule that holds for this contract.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder AddRule(IRoutingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _code.Rules.Add(rule);
        return this;
    }

    /// <summary>Adds a rule that holds for this contract, as a lambda.</summary>
    /// <param name="name">The rule's name.</param>
    /// <param name="evaluate">States what it requires, or <see langword="null"/> for nothing.</param>
    /// <returns>The same builder.</returns>
    public ContractBuilder AddRule(string name, Func<RuleContext, Requirement?> evaluate)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(evaluate);
        return AddRule(new DelegateRule(name, evaluate));
    }

    private static ConfidenceCheck Stated(ConfidenceCheck check, ConfidenceLevel? escalateBelow, UnavailableConfidence? whenUnavailable) => check with
    {
        EscalateBelow = Known(escalateBelow ?? check.EscalateBelow),
        WhenUnavailable = Known(whenUnavailable ?? check.WhenUnavailable),
    };

    private static TEnum Known<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"There is no such {typeof(TEnum).Name}.");

    private static string Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }

    private ContractBuilder Set(Action<ContractOptions> set)
    {
        set(_options);
        return this;
    }
}
