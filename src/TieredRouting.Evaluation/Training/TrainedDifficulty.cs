using TieredRouting.Signals;

namespace TieredRouting.Evaluation;

/// <summary>A difficulty model, and what it is worth on requests that were held back while it was learnt. Immutable.</summary>
public sealed class TrainedDifficulty
{
    private readonly DifficultyModel _model;

    internal TrainedDifficulty(DifficultyModel model, int leftOut, RoutingCurve? routing, RoutingCurve? length, IReadOnlyList<string> notes) =>
        (_model, LeftOut, Routing, Length, Notes) = (model, leftOut, routing, length, notes);

    /// <summary>How many requests taught it.</summary>
    public int Recordings => _model.Names.Recordings;

    /// <summary>How many requests did not, since it is not known how both endpoints do there, or what was asked; <see cref="Notes"/> says which.</summary>
    public int LeftOut { get; }

    /// <summary>What routing by it is worth, each fifth of the requests scored by a model that had not seen it; <see langword="null"/> where the large endpoint is no better than the small one.</summary>
    public RoutingCurve? Routing { get; }

    /// <summary>What routing by the length of the text alone is worth on the same requests.</summary>
    public RoutingCurve? Length { get; }

    /// <summary>What is to be known before it is used: what was left out, that it tells little, or that it was taught by few.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>How likely the small endpoint fails where the large one succeeds.</summary>
    /// <param name="text">The text of a request; of several messages, all of them with a line feed between two.</param>
    /// <returns>A number from 0 to 1, higher for harder.</returns>
    public double Difficulty(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _model.Difficulty(text);
    }

    /// <summary>Writes the file that <see cref="TieredRoutingBuilder.UseDifficultyModel"/> names. The same recordings make the same bytes.</summary>
    /// <param name="stream">Takes the file.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        DifficultyFile.Write(_model, stream);
    }
}
