using System;
using System.Collections;

namespace Bms.Nano.Planted
{
    public enum Colour
    {
        Red,
        Green,
    }

    public class Rule012
    {
        public string BadName(Colour c)
        {
            return c.ToString();
        }

        public string BadJoined(Colour c)
        {
            object boxed = c;
            return boxed.ToString();
        }

        public string GoodNumber(Colour c)
        {
            return ((int)c).ToString();
        }
    }

    public class Rule013
    {
        public IEnumerator BadCount(string text)
        {
            return text.GetEnumerator();
        }

        public int BadLoop(string text)
        {
            int n = 0;
            foreach (char c in text)
            {
                n += c;
            }

            return n;
        }

        public int GoodPosition(string text)
        {
            string copy = text;
            int i = 0;
            return copy[i++] + copy[i++] + _text[_position++];
        }

        private readonly string _text = "abc";
        private int _position;

        public IEnumerator BadInterface(string text)
        {
            IEnumerable characters = text;
            return characters.GetEnumerator();
        }

        public int GoodCount(string text)
        {
            int n = 0;
            for (int i = 0; i < text.Length; i++)
            {
                n += text[i];
            }

            return n;
        }
    }

    public class Rule014
    {
        public string BadText(float x)
        {
            return x.ToString();
        }

        public string BadJoined(float x)
        {
            return "x = " + x;
        }

        public string GoodText(float x)
        {
            return x.ToString("F2");
        }
    }

    public class Rule017Loop
    {
        private readonly Rule017 _worker = new Rule017();

        public void Step()
        {
            _worker.BadArray();
            _worker.BadBox(3);
            _worker.BadObject();
            _worker.GoodThrow(1);
        }
    }

    public class Rule017
    {
        private readonly int[] _made = new int[4];
        private object _kept;

        public void BadArray()
        {
            _kept = new byte[4];
        }

        public void BadBox(int value)
        {
            _kept = value;
        }

        public void BadObject()
        {
            _kept = new Rule017();
        }

        public void GoodThrow(int value)
        {
            if (_made == null)
            {
                throw new ArgumentException("no array");
            }

            _made[0] = value;
        }

        public object GoodOutsideTheLoop()
        {
            return new int[5];
        }
    }
}
