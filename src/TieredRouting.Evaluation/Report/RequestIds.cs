using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TieredRouting.Evaluation;

/// <summary>Stands for a set of ids, in whatever order they come: the sum of their hashes. Not thread-safe.</summary>
internal sealed class RequestIds
{
    private UInt128 _sum;

    public void Add(string id) => _sum += BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <inheritdoc />
    public override string ToString() => _sum.ToString("x32", CultureInfo.InvariantCulture);
}
