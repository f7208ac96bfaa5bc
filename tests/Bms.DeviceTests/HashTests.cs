using Bms.Telemetry;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>SHA-256 against the examples of FIPS 180-4, HMAC-SHA256 against the test cases of RFC 4231.</summary>
    [TestClass]
    public static class HashTests
    {
        [TestMethod]
        public static void Sha256_gives_the_digests_of_the_standard()
        {
            CheckHash("", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855");
            CheckHash("abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
            CheckHash(
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248D6A61D20638B8E5C026930C3E6039A33CE45964FF2167F6ECEDD419DB06C1");
        }

        [TestMethod]
        public static void Sha256_does_not_care_how_a_message_is_cut()
        {
            byte[] message = new byte[300];
            for (int i = 0; i < message.Length; i++)
            {
                message[i] = (byte)(i * 7);
            }

            Sha256 whole = new Sha256();
            whole.Update(message, 0, message.Length);
            byte[] expected = new byte[32];
            whole.Finish(expected, 0);
            byte[] found = new byte[32];
            for (int cut = 0; cut < message.Length; cut += 31)
            {
                Sha256 parts = new Sha256();
                parts.Update(message, 0, cut);
                parts.Update(message, cut, message.Length - cut);
                parts.Finish(found, 0);
                Assert.AreEqual(Hex.Of(expected, 32), Hex.Of(found, 32));
            }
        }

        [TestMethod]
        public static void Hmac_gives_the_tags_of_rfc_4231_for_short_keys()
        {
            CheckMac(
                Hex.Repeat(0x0B, 20), DeviceIdentity.Ascii("Hi There"),
                "B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7");
            CheckMac(
                DeviceIdentity.Ascii("Jefe"), DeviceIdentity.Ascii("what do ya want for nothing?"),
                "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843");
            CheckMac(
                Hex.Repeat(0xAA, 20), Hex.Repeat(0xDD, 50),
                "773EA91E36800E46854DB8EBD09181A72959098B3EF8C122D9635514CED565FE");
            CheckMac(
                Hex.Bytes("0102030405060708090A0B0C0D0E0F10111213141516171819"), Hex.Repeat(0xCD, 50),
                "82558A389A443C0EA4CC819899F2083A85F0FAA3E578F8077A2E3FF46729665B");
        }

        [TestMethod]
        public static void Hmac_gives_the_tags_of_rfc_4231_for_keys_longer_than_a_block()
        {
            byte[] key = Hex.Repeat(0xAA, 131);
            CheckMac(
                key, DeviceIdentity.Ascii("Test Using Larger Than Block-Size Key - Hash Key First"),
                "60E431591EE0B67F0D8A26AACBF5B77F8E0BC6213728C5140546040F0EE37F54");
            CheckMac(
                key,
                DeviceIdentity.Ascii("This is a test using a larger than block-size key and a larger than block-size data. "
                    + "The key needs to be hashed before being used by the HMAC algorithm."),
                "9B09FFA71B942FCB27635FBCD5B0E944BFDC63644F0713938A7F51535C3A35E2");
        }

        [TestMethod]
        public static void Tags_of_every_length_up_to_three_blocks_are_the_desktops()
        {
            ManagedHmacSha256 mac = new ManagedHmacSha256(Hex.Repeat(0x5A, 32));
            byte[] message = Hex.Repeat(0x81, 192);
            byte[] tag = new byte[32];
            Digest digest = new Digest();
            for (int length = 0; length <= message.Length; length += 3)
            {
                mac.ComputeTag(message, length, tag);
                digest.Add(tag, tag.Length);
            }

            digest.Print("hmac_lengths");
        }

        private static void CheckHash(string text, string expected)
        {
            Sha256 hash = new Sha256();
            byte[] digest = new byte[Sha256.DigestSize];
            hash.Update(DeviceIdentity.Ascii(text), 0, text.Length);
            hash.Finish(digest, 0);
            Assert.AreEqual(expected, Hex.Of(digest, digest.Length));
        }

        private static void CheckMac(byte[] key, byte[] data, string expected)
        {
            byte[] tag = new byte[32];
            new ManagedHmacSha256(key).ComputeTag(data, data.Length, tag);
            Assert.AreEqual(expected, Hex.Of(tag, tag.Length));
        }
    }
}
