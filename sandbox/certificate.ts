/**
 * A certificate that nobody vouches for, with its key: for the sandbox alone, which shows what happens when an
 * administration presents one. It opens nothing.
 */
export const SELF_SIGNED = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg1dFKGh0YC5hfeSel
ikXz4wqj1jJEeYa4AHqA0Y+v/oKhRANCAATFxu7eW/oxXZ4DTZUUaXrsguAh0Plc
Ve2TM0Lt9Lpe0IfxoMfqbgmwVld8RREpgiQEbkq7gyoqTEZAIuciNOau
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBfjCCASWgAwIBAgIUNJEVnmBLb7E6QNKiuGxWcyTjx3swCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNTAwNTIwMVoYDzIxMjYxMTAx
MDA1MjAxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATFxu7eW/oxXZ4DTZUUaXrsguAh0PlcVe2TM0Lt9Lpe0IfxoMfqbgmw
Vld8RREpgiQEbkq7gyoqTEZAIuciNOauo1MwUTAdBgNVHQ4EFgQUt/s+X1PlzxRY
DHQRduHmwIsywqIwHwYDVR0jBBgwFoAUt/s+X1PlzxRYDHQRduHmwIsywqIwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBQCvo05sbKRlrKe33dnxT1
u5/DdGwqi3pEoZMhHVMzJAIgHtW7kMLBwYZvOocCpdjQ+3roz6VnvWp8tpCNsWr/
CFU=
-----END CERTIFICATE-----
`,
};
