using System;

namespace TestFrameworkShared
{
    /// <summary>An assert did not hold.</summary>
    public class AssertFailedException : Exception
    {
        public AssertFailedException(string message)
            : base(message)
        {
        }
    }
}
