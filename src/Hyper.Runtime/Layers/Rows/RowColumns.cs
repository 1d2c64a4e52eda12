using Hyper.Runtime.Host;

namespace Hyper.Runtime.Layers.Rows;

/// <summary>Numbers that belong to whole rows, shaped to meet tensors of any rank.</summary>
internal static class RowColumns
{
    /// <summary>One number a row, shaped to multiply a tensor row by row.</summary>
    /// <param name="perRow">[rows].</param>
    /// <param name="rows">[rows, …].</param>
    /// <returns>[rows, 1, …].</returns>
    public static Tensor Shaped(Tensor perRow, Tensor rows)
    {
        var shape = Ones(rows);
        shape[0] = perRow.shape[0];
        return perRow.reshape(shape);
    }

    /// <summary>One uniform draw a row.</summary>
    /// <param name="rows">[rows, …]: shape, type and device.</param>
    /// <param name="noise">The source of noise.</param>
    /// <returns>[rows, 1, …], from −1 to 1.</returns>
    public static Tensor Uniform(Tensor rows, Generator? noise)
    {
        var shape = Ones(rows);
        shape[0] = rows.shape[0];
        return Draws.Uniform(shape, rows.dtype, rows.device, noise).mul_(Scalars.Of(2)).sub_(Scalars.Of(1));
    }

    private static long[] Ones(Tensor rows)
    {
        var shape = new long[rows.dim()];
        Array.Fill(shape, 1);
        return shape;
    }
}
