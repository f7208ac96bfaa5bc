// .NET's own class has every member that the contract declares, with the same results in the ranges that firmware uses.
[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(System.Math))]
