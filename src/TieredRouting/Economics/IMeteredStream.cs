using Microsoft.Extensions.AI;

namespace TieredRouting.Economics;

/// <summary>A model call whose answer is read as it comes. Reading never throws; disposing settles what is still reserved.</summary>
internal interface IMeteredStream : IAsyncDisposable
{
    /// <summary>The update read last.</summary>
    ChatResponseUpdate Current { get; }

    /// <summary>How the call ended; set once the stream has ended or was disposed.</summary>
    ModelCallResult? Result { get; }

    /// <summary>Reads the next update.</summary>
    /// <returns>Whether there is one; if not, <see cref="Result"/> says how the call ended.</returns>
    ValueTask<bool> ReadAsync();
}
