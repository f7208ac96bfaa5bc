namespace System
{
    public abstract class Delegate
    {
        protected Delegate() { }
        public static Delegate Combine(Delegate a, Delegate b) { throw null; }
        public override bool Equals(object obj) { throw null; }
        public virtual Delegate[] GetInvocationList() { throw null; }
        public static Delegate Remove(Delegate source, Delegate value) { throw null; }
        public static bool operator ==(Delegate left, Delegate right) { throw null; }
        public static bool operator !=(Delegate left, Delegate right) { throw null; }
        public object Target { get { throw null; } }
    }

    public abstract class MulticastDelegate : Delegate
    {
        protected MulticastDelegate() { }
        public override bool Equals(object obj) { throw null; }
        public static bool operator ==(MulticastDelegate left, MulticastDelegate right) { throw null; }
        public static bool operator !=(MulticastDelegate left, MulticastDelegate right) { throw null; }
    }

    public delegate void Action();

    public delegate void AsyncCallback(IAsyncResult value);

    public class EventArgs
    {
        public static readonly EventArgs Empty;
        public EventArgs() { }
    }

    public delegate void EventHandler(object sender, EventArgs e);
}
