using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Bodies.Reading;

/// <summary>
/// Computes with numbers as C# does at run time: in the operands' own type, with its division, its overflow and its rounding.
/// What C# leaves open, such as a cast of a number that is too large, has no result here.
/// </summary>
internal static class NumberFolding
{
    /// <summary>The result of an operator of C#'s own, whose operands have one type by then; null where it has none.</summary>
    public static object? Binary(BinaryOperatorKind kind, object left, object right, bool isChecked)
    {
        try
        {
            return (left, right) switch
            {
                (int a, int b) => Ints(kind, a, b, isChecked),
                (long a, long b) => Longs(kind, a, b, isChecked),
                (uint a, uint b) => UInts(kind, a, b, isChecked),
                (ulong a, ulong b) => ULongs(kind, a, b, isChecked),
                (float a, float b) => Floats(kind, a, b),
                (double a, double b) => Doubles(kind, a, b),
                (decimal a, decimal b) => Decimals(kind, a, b),
                (long a, int by) => kind switch { BinaryOperatorKind.LeftShift => a << by, BinaryOperatorKind.RightShift => a >> by, _ => null },
                (bool a, bool b) => Flags(kind, a, b),
                (string a, string b) => Texts(kind, a, b),
                _ => null,
            };
        }
        catch (ArithmeticException)
        {
            // A division by zero, or an overflow that is checked: the code throws there.
            return null;
        }
    }

    /// <summary>The result of an operator with one operand; null where it has none.</summary>
    public static object? Unary(UnaryOperatorKind kind, object operand, bool isChecked)
    {
        try
        {
            return (kind, operand) switch
            {
                (UnaryOperatorKind.Plus, int or long or uint or ulong or float or double or decimal) => operand,
                (UnaryOperatorKind.Minus, int a) => isChecked ? checked(-a) : unchecked(-a),
                (UnaryOperatorKind.Minus, long a) => isChecked ? checked(-a) : unchecked(-a),
                (UnaryOperatorKind.Minus, float a) => -a,
                (UnaryOperatorKind.Minus, double a) => -a,
                (UnaryOperatorKind.Minus, decimal a) => -a,
                (UnaryOperatorKind.BitwiseNegation, int a) => ~a,
                (UnaryOperatorKind.BitwiseNegation, long a) => ~a,
                (UnaryOperatorKind.BitwiseNegation, uint a) => ~a,
                (UnaryOperatorKind.BitwiseNegation, ulong a) => ~a,
                (UnaryOperatorKind.Not, bool a) => !a,
                _ => null,
            };
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    /// <summary>A number in another type; null where C# does not say what it is, or throws.</summary>
    public static object? Converted(object value, SpecialType to, bool isChecked)
    {
        if (value is decimal || to == SpecialType.System_Decimal)
        {
            return Decimal(value, to);
        }

        return value switch
        {
            float number => FromReal(number, to),
            double number => FromReal(number, to),
            ulong number => FromULong(number, to, isChecked),
            sbyte number => FromLong(number, to, isChecked),
            byte number => FromLong(number, to, isChecked),
            short number => FromLong(number, to, isChecked),
            ushort number => FromLong(number, to, isChecked),
            char number => FromLong(number, to, isChecked),
            int number => FromLong(number, to, isChecked),
            uint number => FromLong(number, to, isChecked),
            long number => FromLong(number, to, isChecked),
            _ => null,
        };
    }

    private static object? Ints(BinaryOperatorKind kind, int a, int b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        BinaryOperatorKind.LeftShift => a << b,
        BinaryOperatorKind.RightShift => a >> b,
        _ => Compared(kind, a.CompareTo(b)),
    };

    private static object? Longs(BinaryOperatorKind kind, long a, long b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => Compared(kind, a.CompareTo(b)),
    };

    private static object? UInts(BinaryOperatorKind kind, uint a, uint b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => Compared(kind, a.CompareTo(b)),
    };

    private static object? ULongs(BinaryOperatorKind kind, ulong a, ulong b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => Compared(kind, a.CompareTo(b)),
    };

    // The casts round to single precision where the machine computes with more.
    private static object? Floats(BinaryOperatorKind kind, float a, float b) => kind switch
    {
        BinaryOperatorKind.Add => (float)(a + b),
        BinaryOperatorKind.Subtract => (float)(a - b),
        BinaryOperatorKind.Multiply => (float)(a * b),
        BinaryOperatorKind.Divide => (float)(a / b),
        BinaryOperatorKind.Remainder => (float)(a % b),
        _ => Compared(kind, a, b),
    };

    private static object? Doubles(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => Compared(kind, a, b),
    };

    private static object? Decimals(BinaryOperatorKind kind, decimal a, decimal b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => Compared(kind, a.CompareTo(b)),
    };

    private static object? Flags(BinaryOperatorKind kind, bool a, bool b) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => a && b,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => a || b,
        BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.Equals => a == b,
        _ => null,
    };

    private static object? Texts(BinaryOperatorKind kind, string a, string b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Equals => a == b,
        BinaryOperatorKind.NotEquals => a != b,
        _ => null,
    };

    private static object? Compared(BinaryOperatorKind kind, int order) => kind switch
    {
        BinaryOperatorKind.Equals => order == 0,
        BinaryOperatorKind.NotEquals => order != 0,
        BinaryOperatorKind.LessThan => order < 0,
        BinaryOperatorKind.LessThanOrEqual => order <= 0,
        BinaryOperatorKind.GreaterThan => order > 0,
        BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
        _ => null,
    };

    // Not by their order: nothing is equal to, less or greater than what is no number.
    private static object? Compared(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Equals => a == b,
        BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => null,
    };

    private static object? FromLong(long value, SpecialType to, bool isChecked)
    {
        try
        {
            return to switch
            {
                SpecialType.System_SByte => isChecked ? checked((sbyte)value) : unchecked((sbyte)value),
                SpecialType.System_Byte => isChecked ? checked((byte)value) : unchecked((byte)value),
                SpecialType.System_Int16 => isChecked ? checked((short)value) : unchecked((short)value),
                SpecialType.System_UInt16 => isChecked ? checked((ushort)value) : unchecked((ushort)value),
                SpecialType.System_Char => isChecked ? checked((char)value) : unchecked((char)value),
                SpecialType.System_Int32 => isChecked ? checked((int)value) : unchecked((int)value),
                SpecialType.System_UInt32 => isChecked ? checked((uint)value) : unchecked((uint)value),
                SpecialType.System_Int64 => value,
                SpecialType.System_UInt64 => isChecked ? checked((ulong)value) : unchecked((ulong)value),
                SpecialType.System_Single => (float)value,
                SpecialType.System_Double => (double)value,
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static object? FromULong(ulong value, SpecialType to, bool isChecked) => to switch
    {
        SpecialType.System_UInt64 => value,
        SpecialType.System_Single => (float)value,
        SpecialType.System_Double => (double)value,
        _ when value <= long.MaxValue => FromLong((long)value, to, isChecked),
        _ => null,
    };

    private static object? FromReal(double value, SpecialType to)
    {
        switch (to)
        {
            case SpecialType.System_Single:
                return (float)value;
            case SpecialType.System_Double:
                return value;
        }

        // A real number that the type cannot hold gives what the machine gives.
        var whole = Math.Truncate(value);
        return to switch
        {
            SpecialType.System_SByte when whole is >= sbyte.MinValue and <= sbyte.MaxValue => (sbyte)whole,
            SpecialType.System_Byte when whole is >= byte.MinValue and <= byte.MaxValue => (byte)whole,
            SpecialType.System_Int16 when whole is >= short.MinValue and <= short.MaxValue => (short)whole,
            SpecialType.System_UInt16 when whole is >= ushort.MinValue and <= ushort.MaxValue => (ushort)whole,
            SpecialType.System_Int32 when whole is >= int.MinValue and <= int.MaxValue => (int)whole,
            SpecialType.System_UInt32 when whole is >= uint.MinValue and <= uint.MaxValue => (uint)whole,
            SpecialType.System_Int64 when whole is > -9.2e18 and < 9.2e18 => (long)whole,
            SpecialType.System_UInt64 when whole is >= 0 and < 1.8e19 => (ulong)whole,
            _ => null,
        };
    }

    private static object? Decimal(object value, SpecialType to)
    {
        try
        {
            return to switch
            {
                SpecialType.System_Decimal => value switch
                {
                    decimal number => number,
                    float number => (decimal)number,
                    double number => (decimal)number,
                    ulong number => (decimal)number,
                    char number => (decimal)number,
                    _ when Converted(value, SpecialType.System_Int64, isChecked: true) is long whole => (decimal)whole,
                    _ => null,
                },
                SpecialType.System_Double => (double)(decimal)value,
                SpecialType.System_Single => (float)(decimal)value,
                SpecialType.System_Int32 => (int)(decimal)value,
                SpecialType.System_Int64 => (long)(decimal)value,
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
