using Microsoft.Extensions.AI;

namespace TieredRouting.Configuration;

/// <summary>A client that somebody else owns: disposing what is around it leaves it alone.</summary>
internal sealed class BorrowedChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    protected override void Dispose(bool disposing)
    {
        // Its owner disposes it: nothing is passed on.
        base.Dispose(disposing: false);
    }
}
