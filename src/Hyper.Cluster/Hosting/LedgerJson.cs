using System.Text.Json;
using Orleans.Storage;

namespace Hyper.Cluster.Hosting;

/// <summary>How the ledger writes: plain JSON, without the names of types, so that a person can read it and another version of the program, too.</summary>
internal sealed class LedgerJson : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, format));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, format);
}
