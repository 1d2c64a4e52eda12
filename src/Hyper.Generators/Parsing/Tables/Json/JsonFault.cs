namespace Hyper.Generators.Parsing.Tables.Json;

/// <summary>Why a text is no JSON.</summary>
internal sealed class JsonFault(int start, int length, string why) : Exception(why)
{
    public int Start { get; } = start;

    public int Length { get; } = length;
}
