namespace Hyper.Runtime.Data.Rows;

/// <summary>What becomes of the types that inputs may have.</summary>
internal static class InputType
{
    /// <summary>Whether values are whole numbers.</summary>
    public static bool IsWhole(ScalarType type) => type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64;

    /// <summary>Whether rows are kept in this type until a minibatch is made of them: it is smaller than what is computed with, or no number to compute with.</summary>
    public static bool IsStored(ScalarType type) => IsWhole(type) || type is ScalarType.Float16 or ScalarType.BFloat16;

    /// <summary>The type in which a model gets inputs: bytes are numbers, such as those of a picture; wider whole numbers stay whole.</summary>
    /// <param name="type">As they are kept.</param>
    /// <param name="floatType">What the model computes with.</param>
    public static ScalarType InModel(ScalarType type, ScalarType floatType) => IsWhole(type) && type != ScalarType.Byte ? ScalarType.Int64 : floatType;

    /// <summary>Inputs as a model gets them, of rows that a run has made its own: only those that were left in the type that they are kept in are converted.</summary>
    /// <param name="rows">As they are kept.</param>
    /// <param name="floatType">What the model computes with.</param>
    public static Tensor ForModel(Tensor rows, ScalarType floatType) => IsStored(rows.dtype) ? rows.to(InModel(rows.dtype, floatType)) : rows;

    /// <summary>A copy of inputs, wherever they come from, that a model may write over.</summary>
    /// <param name="rows">Of any type and device.</param>
    /// <param name="like">A tensor of what the model computes with, where it computes.</param>
    public static Tensor CopyForModel(Tensor rows, Tensor like) => rows.to(InModel(rows.dtype, like.dtype), like.device, copy: true);

    /// <inheritdoc cref="ForModel(Tensor, ScalarType)"/>
    public static ModelInputs ForModel(ModelInputs rows, ScalarType floatType) => rows.Each(floatType, static (input, type) => ForModel(input, type));

    /// <inheritdoc cref="CopyForModel(Tensor, Tensor)"/>
    public static ModelInputs CopyForModel(ModelInputs rows, Tensor like) => rows.Each(like, static (input, model) => CopyForModel(input, model));
}
