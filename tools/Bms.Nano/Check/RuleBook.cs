namespace Bms.Nano.Check;

/// <summary>
/// Every rule, in the order of its number. A new rule is one entry here, one search, one failing and one passing example.
/// </summary>
public static class RuleBook
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new(1, "unsigned tag", "the interpreter takes the value for unsigned although its type is signed",
            "cast through (int)(long)u or (short)u, or use int and long from the start",
            InstructionSearch.Each(NumberRules.UnsignedTag)),
        new(2, "pointer", "reading a value through a pointer of another type gives garbage, stackalloc throws",
            "use BitConverter and arrays", ShapeRules.Pointers),
        new(3, "float to integer", "a float out of range becomes another integer than on the desktop",
            "use Numbers.ToInt, which clamps first", InstructionSearch.Each(NumberRules.FloatToInteger)),
        new(4, "generics", "the runtime crashes when it meets a generic", "write the type out; use arrays", ShapeRules.Generics),
        new(5, "multi-dimensional array", "the runtime crashes", "use one flat array and compute the index",
            ShapeRules.MultiDimensionalArrays),
        new(6, "default interface method", "the call fails on the board", "use a static helper or a base class",
            ShapeRules.DefaultInterfaceMethods),
        new(7, "checked arithmetic", "checked never throws on the board", "test the range before",
            InstructionSearch.Each(NumberRules.Checked)),
        new(8, "float comparison", "NaN > x and NaN >= x are true, the infinities compare equal",
            "compare integers, or move it behind the gate that tests for numbers", InstructionSearch.Each(NumberRules.FloatComparison)),
        new(9, "untested divisor", "dividing by zero throws a bare Exception, also for floats",
            "test the divisor in the same method, or divide by a constant", InstructionSearch.Each(NumberRules.UntestedDivisor)),
        new(10, "hidden virtual", "a method that hides a virtual one is called as an override", "give it another name",
            ShapeRules.HiddenVirtuals),
        new(11, "cross-class initialiser", "static constructors run in the order of the type table", "initialise in a constructor",
            ShapeRules.CrossClassInitialisers),
        new(12, "enum to string", "it prints a number", "print the number on purpose, or switch",
            InstructionSearch.Each(LibraryRules.EnumToString)),
        new(13, "foreach over string", "it yields objects and prints codes", "use a for loop and the indexer",
            InstructionSearch.Each(LibraryRules.ForeachOverString)),
        new(14, "unformatted float", "float.ToString() is wrong for ordinary values", "scale to an integer, or use an F format",
            InstructionSearch.Each(LibraryRules.UnformattedFloat)),
        new(15, "transcendental function", "doubles, in single precision on stock boards", "use a table or a polynomial of your own",
            InstructionSearch.EachCall(LibraryRules.Transcendental)),
        new(16, "double arithmetic", "double is software on the board, and its last bits differ",
            "use float in estimators, integers elsewhere",
            InstructionSearch.Each(NumberRules.DoubleArithmetic)),
        new(17, "allocation in the loop", "the heap is 100 KB and collection stops the loop", "allocate in the constructor",
            LibraryRules.AllocationInLoop),
        new(18, "name of the shared framework", "on the desktop another assembly of that name answers", "move it to the app",
            LibraryRules.ForeignAssemblies),
    ];
}
