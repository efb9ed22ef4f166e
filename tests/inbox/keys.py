"""Keys for tests. A real key's file takes seconds to open, on purpose; these were made with the least work that age allows."""

from dataclasses import dataclass

PASSPHRASE = "tests and nothing else"


@dataclass(frozen=True)
class Key:
    """Both halves: the private one in the file that `PASSPHRASE` opens."""

    public: str
    file: bytes


EARLIER_KEY = Key(
    "age1tzefrvlp63txapscu4hqadhdn45kcvhhv3gm02kyaakuhhu9feesmuhush",
    b"""\
-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA4eG56bm4vOVIvcHQ3dGtj
YUtZT1FRIDgKVUpZYlRTcWJBWCtmbWV2L1ZVM0FJbHE0ZHpFVXNiOGJlN0tMZHZK
dW00TQotLS0gR1FHUDczRHZOMTF2MGJNVkRoNkhtNHZpQjJTbG9iSlNQeEN6SGto
ZFVZRQo2SRVEjnoIr3vngAQCk6WY7+gfpeCH0/hbUQMfc/Mp0lgXtmuui/IVmGr0
jF90ke8MSJRz7HrDY+Yo8JYXbEC18dzu+MiLgmGg0zYK1DvgBp2xcUuespvaCOmh
NmcIv34Qr9uFWXAEN2N/qAyK+uVfbJwbPFlZnmG5cr8jvlMisZ0yDO6IO9OKOarX
Yck1IILvbWwEnxVOwlDtQ4sSNej2DtL+p0bqkhxj07dcOHUHEIgliLvZnGwxyDwR
ZCOQYKkjsVorC3tkvrZKU1hY5nU1uZ7ZjP1EuU5QMCI=
-----END AGE ENCRYPTED FILE-----
""",
)
KEY = Key(
    "age1x90sp95ekufvj4r255ckfenucphs6sl2mew3vp8ldhzulu87q9ts5jexs0",
    b"""\
-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBpL2ljZytyR2hORDBqMmVa
VVphalFnIDgKVDJGQzRYbmt5NnZsV2hFMWdRRGtDREd4dnBKc01NZk41NUpiZDJL
ekJlVQotLS0gb0djeGV6dUFwQTEwOHRIY3FOZkx5b3lxY2QyaFNvYjdqS1gxdTlZ
Ym9tOArL2uhFaCjRYkqZRsxXXDQSaDN37zFvVz06EIsBDAbFt/hVjCbMOoGOT3ky
HD+q8/fDYeQt+fGbRfaGhhjBhn7fnuMulbtJXq5A/I//r7QDZ9mp2vP0ZM5tdHvC
GXaetCtjQKWVxK22K6TuFr2a6+j58+1UBX94ZeIjcCbrmbKjUXi5vV3gXKrRenYa
LYf3SOiwPKMZv2li+L1+6dvQo3lgrbVxxEGffWaAltTaw08/fW6nPmUd5BghxgWD
PSGjNJLsDJIfLUYgZvRI6+vkPJc+hjJ4DMbVKdNsBww=
-----END AGE ENCRYPTED FILE-----
""",
)
