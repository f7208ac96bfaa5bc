namespace System
{
    public abstract class Array : ICloneable, Collections.IList, Collections.ICollection, Collections.IEnumerable
    {
        protected Array() { }
        public static int BinarySearch(Array array, int index, int length, object value, Collections.IComparer comparer) { throw null; }
        public static int BinarySearch(Array array, object value, Collections.IComparer comparer) { throw null; }
        public static void Clear(Array array, int index, int length) { }
        public object Clone() { throw null; }
        public static void Copy(Array sourceArray, Array destinationArray, int length) { }
        public static void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length) { }
        public void CopyTo(Array array, int index) { }
        public Collections.IEnumerator GetEnumerator() { throw null; }
        public object GetValue(int index) { throw null; }
        public static int IndexOf(Array array, object value) { throw null; }
        public static int IndexOf(Array array, object value, int startIndex) { throw null; }
        public static int IndexOf(Array array, object value, int startIndex, int count) { throw null; }
        public bool IsFixedSize { get { throw null; } }
        public bool IsReadOnly { get { throw null; } }
        public bool IsSynchronized { get { throw null; } }
        public int Length { get { throw null; } }
        public object SyncRoot { get { throw null; } }
        int Collections.ICollection.Count { get { throw null; } }
        object Collections.IList.this[int index] { get { throw null; } set { } }
        int Collections.IList.Add(object value) { throw null; }
        void Collections.IList.Clear() { }
        bool Collections.IList.Contains(object value) { throw null; }
        int Collections.IList.IndexOf(object value) { throw null; }
        void Collections.IList.Insert(int index, object value) { }
        void Collections.IList.Remove(object value) { }
        void Collections.IList.RemoveAt(int index) { }
    }
}
