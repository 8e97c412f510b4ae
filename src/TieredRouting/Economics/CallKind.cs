using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What a model call was made for. All of them go through one door, are counted and are paid for.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallKind>))]
public enum CallKind
{
    /// <summary>To answer the request.</summary>
    Answer,

    /// <summary>To answer it once more and compare.</summary>
    Pass,

    /// <summary>To answer it sooner than a slow endpoint.</summary>
    Hedge,

    /// <summary>To judge an answer.</summary>
    Judge,

    /// <summary>To classify the request.</summary>
    Classifier,

    /// <summary>To see what a candidate would do.</summary>
    Shadow,
}
