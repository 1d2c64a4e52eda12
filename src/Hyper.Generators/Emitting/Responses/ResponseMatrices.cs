using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>Lays the matrices of a hypernetwork out one after another, and gives their fields names that differ.</summary>
internal sealed class ResponseMatrices
{
    private readonly List<ResponseMatrix> _matrices = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _offset;

    public IReadOnlyList<ResponseMatrix> All => _matrices;

    public ResponseMatrix Add(string name, int rows, int columns, bool isGeneral = false, bool isSum = false)
    {
        var matrix = new ResponseMatrix(Unused(name).Escaped(), Unused(name + "Gradient"), _offset, rows, columns, isGeneral, isSum);
        _matrices.Add(matrix);
        _offset += matrix.Count;
        return matrix;
    }

    /// <summary>A hyperparameter may be called what another one's gradient is called.</summary>
    private string Unused(string name)
    {
        while (!_names.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
