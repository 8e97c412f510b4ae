using Microsoft.Extensions.AI;

namespace TieredRouting.Evaluation;

/// <summary>What a router made of a request.</summary>
/// <param name="Route">What happened.</param>
/// <param name="Answer">The released answer, or the draft that is held, or <see langword="null"/>.</param>
internal sealed record RoutedAnswer(RouteResult Route, ChatResponse? Answer);
